import { IPolicy, LEVELS } from '../protocol';

/** What holds where no administrator settled anything. */
export const OPEN_POLICY: IPolicy = {
  hide: false,
  highest_level: 'rows',
  most_samples: 128,
  models: null,
  endpoint: 'user-choice'
};

/** What two policies allow together: a server's, and that of a kernel which another server may have started. */
export function both(one: IPolicy, other: IPolicy): IPolicy {
  const levels = [one.highest_level, other.highest_level].map(level => LEVELS.indexOf(level));
  return {
    hide: one.hide || other.hide,
    highest_level: LEVELS[Math.max(0, Math.min(...levels))],
    most_samples: Math.min(one.most_samples, other.most_samples),
    models:
      one.models && other.models
        ? one.models.filter(model => other.models?.includes(model))
        : (one.models ?? other.models),
    endpoint: one.endpoint === 'user-choice' ? other.endpoint : one.endpoint
  };
}
