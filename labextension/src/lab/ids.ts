/** Names that settings, workspaces and style sheets hold; they do not change. */
export const PLUGIN = '@gift4code/jupyterlab:plugin';

export const PANEL = 'gift4code-panel';

export const DOMAIN = 'gift4code';

export const CommandIDs = {
  openPanel: 'gift4code:open-panel',
  focusIntent: 'gift4code:focus-intent',
  runAsk: 'gift4code:run-ask',
  stopAsk: 'gift4code:stop-ask',
  refineAnswer: 'gift4code:refine-answer',
  insertAnswer: 'gift4code:insert-answer',
  replaceCell: 'gift4code:replace-cell',
  insertAndRun: 'gift4code:run-answer',
  copyAnswer: 'gift4code:copy-answer',
  askError: 'gift4code:ask-error',
  askFrame: 'gift4code:ask-frame',
  useOutput: 'gift4code:use-output',
  chooseModel: 'gift4code:choose-model',
  openSettings: 'gift4code:open-settings'
} as const;
