/** What surfaces draw with. */
export { Announcer } from './Announcer';
export { Ask } from './Ask';
export { Buttons, type IAnswerActions } from './Candidate';
export { Checks } from './Checks';
export { CodeBox } from './CodeBox';
export { PanelView } from './PanelView';
export { Refine } from './Refine';
export { Turns } from './Turns';
export { VerdictLine } from './VerdictLine';
export type { Verdict } from './words';
