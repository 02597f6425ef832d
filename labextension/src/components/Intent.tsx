/** What is wanted, in words: `@` completes live dataframes, the arrows with Alt or Ctrl walk through earlier requests. */
import * as React from 'react';
import { IFrameName } from '../protocol';
import {
  completed,
  IMention,
  IPanelActions,
  IPanelState,
  ITranslate,
  IWalk,
  matching,
  mentionAt,
  walked
} from '../state';
import { shapeWords } from './words';

const MOST = 8; // dataframes offered at once

interface IIntentProps {
  readonly state: IPanelState;
  readonly actions: IPanelActions;
  readonly trans: ITranslate;
}

export function Intent({ state, actions, trans }: IIntentProps): JSX.Element {
  const { form, history, snapshot, busy } = state;
  const id = React.useId();
  const box = React.useRef<HTMLTextAreaElement>(null);
  const [walk, setWalk] = React.useState<IWalk | null>(null);
  const [mention, setMention] = React.useState<IMention | null>(null);
  const [active, setActive] = React.useState(0);
  const caret = useCaret(box, form.intent);
  useGrowing(box, form.intent);
  // Once something was asked, going back starts from there.
  React.useEffect(() => setWalk(null), [history]);

  const offered =
    mention === null ? [] : matching(snapshot?.frames ?? [], mention.typed).slice(0, MOST);

  const typed = (text: string, at: number): void => {
    const found = mentionAt(text, at);
    if (found !== null && mention === null && snapshot === null && !busy) {
      actions.look();
    }
    setMention(found);
    setActive(0);
    setWalk(null);
    actions.change({ intent: text });
  };
  const accept = (frame: IFrameName): void => {
    if (mention === null) {
      return;
    }
    const at = box.current?.selectionStart ?? form.intent.length;
    const next = completed(form.intent, at, mention, frame.name);
    caret.after(next.caret);
    setMention(null);
    actions.change({
      intent: next.text,
      frames: form.frames.includes(frame.name) ? form.frames : [...form.frames, frame.name]
    });
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) {
      return;
    }
    if (offered.length > 0 && completionKey(event, offered, active, setActive, accept)) {
      return;
    }
    if (event.key === 'Escape' && mention !== null) {
      event.stopPropagation();
      setMention(null);
    } else if ((event.altKey || event.ctrlKey) && /^Arrow(Up|Down)$/.test(event.key)) {
      const step = walked(history, walk, event.key === 'ArrowUp' ? -1 : 1, form.intent);
      event.preventDefault();
      if (step !== null) {
        setWalk(step.walk);
        caret.after(step.text.length);
        actions.change({ intent: step.text });
      }
    }
  };
  const expanded = offered.length > 0;
  return (
    <div className="jp-Gift4Code-intent">
      <label htmlFor={id} className="jp-Gift4Code-title">
        {trans.__('Request')}
      </label>
      <textarea
        id={id}
        ref={box}
        className="jp-Gift4Code-input"
        rows={3}
        value={form.intent}
        placeholder={trans.__('such as: average fare by class, highest first')}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={expanded ? `${id}-list` : undefined}
        aria-activedescendant={expanded ? `${id}-${active}` : undefined}
        aria-describedby={`${id}-keys`}
        onChange={event => typed(event.target.value, event.target.selectionStart)}
        onClick={() => setMention(null)}
        onBlur={() => setMention(null)}
        onKeyDown={onKeyDown}
      />
      {expanded && (
        <ul
          id={`${id}-list`}
          className="jp-Gift4Code-completions"
          role="listbox"
          aria-label={trans.__('Live dataframes')}
        >
          {offered.map((frame, place) => (
            <li
              key={frame.name}
              id={`${id}-${place}`}
              role="option"
              aria-selected={place === active}
              onMouseDown={event => {
                event.preventDefault();
                accept(frame);
              }}
            >
              <code>{frame.name}</code>
              <span className="jp-Gift4Code-faint">{shapeWords(frame.shape)}</span>
            </li>
          ))}
        </ul>
      )}
      <p id={`${id}-keys`} className="jp-Gift4Code-hint">
        {trans.__('@ names a dataframe, Alt+↑ goes back')}
      </p>
    </div>
  );
}

/** How the keys that ask are called on this machine. */
export function askKeys(): string {
  return /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘↩' : 'Ctrl+Enter';
}

/** Moves in or accepts from the list; whether the key was one of its. */
function completionKey(
  event: React.KeyboardEvent,
  offered: readonly IFrameName[],
  active: number,
  move: (place: number) => void,
  accept: (frame: IFrameName) => void
): boolean {
  if (event.altKey || event.ctrlKey || event.metaKey) {
    return false;
  }
  switch (event.key) {
    case 'ArrowDown':
      move((active + 1) % offered.length);
      break;
    case 'ArrowUp':
      move((active + offered.length - 1) % offered.length);
      break;
    case 'Enter':
    case 'Tab':
      accept(offered[active]);
      break;
    default:
      return false;
  }
  event.preventDefault();
  return true;
}

/** Puts the caret where it belongs once a text that was not typed is drawn. */
function useCaret(
  box: React.RefObject<HTMLTextAreaElement>,
  text: string
): { after(place: number): void } {
  const wanted = React.useRef<number | null>(null);
  React.useLayoutEffect(() => {
    if (wanted.current !== null) {
      box.current?.setSelectionRange(wanted.current, wanted.current);
      wanted.current = null;
    }
  }, [box, text]);
  return {
    after: place => {
      wanted.current = place;
    }
  };
}

/** The box is as high as its text, where the style sheet cannot say so. */
function useGrowing(box: React.RefObject<HTMLTextAreaElement>, text: string): void {
  React.useLayoutEffect(() => {
    const area = box.current;
    if (area !== null && !('fieldSizing' in area.style)) {
      area.style.height = 'auto';
      area.style.height = area.scrollHeight > 0 ? `${area.scrollHeight + 2}px` : '';
    }
  }, [box, text]);
}
