/** What surfaces mount. */
export { Answer, shownCandidate } from './Answer';
export { Announcer } from './Announcer';
export { Ask } from './Ask';
export type { IAnswerActions } from './Candidate';
export { Checks } from './Checks';
export { CodeBox } from './CodeBox';
export { PanelView } from './PanelView';
export { Refine } from './Refine';
export { VerdictLine } from './VerdictLine';
