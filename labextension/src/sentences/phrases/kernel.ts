import { ITextTranslate, Phrases, says } from '../phrase';

/** What a kernel says of its conversation with a front end. */
export function kernel(trans: ITextTranslate): Phrases {
  return {
    asked: [
      says(
        trans.__('There is no variable named %1 to serve as the example; name one that is there.'),
        'value'
      ),
      says(
        trans.__('There is no variable named %1 any more; look again at what is there.'),
        'value'
      ),
      says(
        trans.__(
          'The rows of the example have another number of cells than it has columns; type it anew.'
        )
      ),
      says(trans.__('A column of the example has cells but no name; name it or empty it.')),
      says(trans.__("This kernel's gift4code does not know the message %1; update it."), 'value'),
      says(trans.__('That answer is not kept any more; ask anew with all your words.')),
      says(trans.__('Say what is to change, such as: only 2024.')),
      says(trans.__('%1 is not there any more; ask anew and name the frame you mean.'), 'value'),
      says(trans.__('gift4code itself failed on this request (%1); please report it.'), 'value'),
      says(trans.__('the kernel is ending')),
      says(
        trans.__(
          'This front end and this kernel do not understand each other (%1): bring gift4code to the same version in both, and restart the kernel.'
        ),
        'value'
      ),
      says(trans.__('The %1 has more than %2 characters; shorten it.'), 'wording', 'value'),
      says(trans.__('%1 seconds cannot be spent on a request; choose up to %2.'), 'value', 'value')
    ],
    wording: [
      says(trans.__('intent')),
      says(trans.__('context')),
      says(trans.__('summary')),
      says(trans.__('text of the example')),
      says(trans.__('name of the example')),
      says(trans.__('cells of the example')),
      says(trans.__('columns of the example'))
    ]
  };
}
