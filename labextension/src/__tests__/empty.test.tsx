import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { IPanelState, Readiness } from '../state';
import { idle } from './samples';
import { shown } from './surface';

const TITLES: [Readiness, string][] = [
  ['no-notebook', 'No notebook is open'],
  ['no-kernel', 'This notebook has no kernel'],
  ['kernel-starting', 'The kernel is starting'],
  ['kernel-dead', 'The kernel has died'],
  ['wrong-language', 'This kernel runs R, not Python'],
  ['package-missing', 'gift4code is not installed in this kernel'],
  ['package-other-version', 'This kernel has another version of gift4code'],
  ['no-frames', 'No dataframes yet']
];

function at(readiness: Readiness): IPanelState {
  const target = idle.target === null ? null : { ...idle.target, language: 'R' };
  const form = { ...idle.form, intent: 'mean price' };
  return { ...idle, readiness, form, detail: '%pip install gift4code', target };
}

describe('where nothing can be asked', () => {
  it.each(TITLES)('%s is explained', (readiness, title) => {
    shown(at(readiness));
    expect(screen.getByText(title)).toBeTruthy();
    expect(screen.getByText('%pip install gift4code')).toBeTruthy();
  });

  it('a look that failed is said, though the kernel seems ready', () => {
    shown({ ...at('ready'), detail: 'The kernel did not answer.' });
    expect(screen.getByRole('alert').textContent).toBe('The kernel did not answer.');
  });

  it.each(['no-kernel', 'kernel-starting', 'kernel-dead', 'no-frames'] as const)(
    '%s keeps what was written, and does not ask',
    async readiness => {
      const { user, calls } = shown(at(readiness));
      const box = screen.getByRole('textbox', { name: 'Request' });
      expect(box).toHaveProperty('value', 'mean price');
      await user.type(box, '{Control>}{Enter}{/Control}');
      expect(calls).toEqual([]);
    }
  );

  it('a package that was installed meanwhile is found by looking again', async () => {
    const { user, calls } = shown(at('package-missing'));
    await user.click(screen.getByRole('button', { name: 'Look again' }));
    expect(calls).toEqual([['look']]);
  });
});

describe('the header', () => {
  it('names notebook, cell and kernel, and leads to them', async () => {
    const { user, calls } = shown(idle);
    await user.click(screen.getByRole('button', { name: 'orders.ipynb, cell 4' }));
    expect(screen.getByText('Python 3 (ipykernel)')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Choose…' }));
    expect(calls).toEqual([['revealTarget'], ['chooseModel']]);
  });

  it('offers no choice of a model where the policy settled it', () => {
    shown({ ...idle, policy: { ...idle.policy, endpoint: 'force-off' } });
    expect(screen.queryByRole('button', { name: 'Choose…' })).toBeNull();
  });

  it('tells a notebook that is read-only or not trusted', () => {
    const target = idle.target === null ? null : { ...idle.target, readOnly: true, trusted: false };
    shown({ ...idle, target });
    expect(screen.getByText(/read-only/)).toBeTruthy();
    expect(screen.getByText(/not trusted/)).toBeTruthy();
  });

  it('says why a model does not answer, which may be over once it is asked', () => {
    shown({
      ...idle,
      form: { ...idle.form, intent: 'x' },
      model: {
        status: 'unreachable',
        name: 'm',
        bundled: false,
        sentence: 'http://localhost does not answer.'
      }
    });
    expect(screen.getByText('not reachable')).toBeTruthy();
    expect(screen.getByText('http://localhost does not answer.')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Ask' })).toHaveProperty('disabled', false);
  });
});
