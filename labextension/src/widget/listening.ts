/** What a card's model hears, kept once for all views of it: a front end draws a view anew as it likes. */
import { FromKernel } from '../protocol';
import { heard, IConversation, silent } from './conversation';
import { ICardModel } from './model';

export class Listening {
  private _conversation: IConversation;
  private readonly _views = new Set<() => void>();

  constructor(
    private readonly _model: ICardModel,
    private readonly _now: () => number
  ) {
    this._conversation = silent(_model.get('summary').words);
    _model.on('msg:custom', this._take);
    _model.send({ type: 'hello' });
  }

  readonly subscribe = (view: () => void): (() => void) => {
    this._views.add(view);
    return () => this._views.delete(view);
  };

  readonly conversation = (): IConversation => this._conversation;

  stop(): void {
    this._model.send({ type: 'stop' });
  }

  refine(words: string): void {
    this._become({ ...this._conversation, next: words });
    this._model.send({ type: 'refine', words });
  }

  dispose(): void {
    this._model.off('msg:custom', this._take);
    this._views.clear();
  }

  private readonly _take = (message: FromKernel): void =>
    this._become(heard(this._conversation, message, this._now()));

  private _become(conversation: IConversation): void {
    this._conversation = conversation;
    this._views.forEach(view => view());
  }
}
