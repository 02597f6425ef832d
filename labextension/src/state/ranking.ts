/** The order in which candidates are shown before the kernel has chosen among them. */
import { ICandidate } from '../protocol';

/** Whether a value came out that is what was asked for, as far as that is known. */
export function meets(candidate: ICandidate): boolean {
  return candidate.status === 'ok' && candidate.mismatch === '';
}

/** Best first: those that meet the specification, then by the number of clauses met, then by score. */
export function best(candidates: readonly ICandidate[]): ICandidate[] {
  return [...candidates].sort(
    (one, other) =>
      Number(meets(other)) - Number(meets(one)) ||
      Number(other.status === 'ok') - Number(one.status === 'ok') ||
      met(other) - met(one) ||
      other.score - one.score
  );
}

function met(candidate: ICandidate): number {
  return candidate.checks.filter(clause => clause.passed).length;
}
