import { ITextTranslate, Phrases, says } from '../phrase';

/** Why a request cannot be asked as it is, and what to do: errors of requests, inputs and privacy levels. */
export function asks(trans: ITextTranslate): Phrases {
  return {
    asked: [
      says(
        trans.__(
          'the request is empty; say in words what should come out, or show it as an example'
        )
      ),
      says(trans.__('%1 is no variable name; choose another name for the output'), 'value'),
      says(trans.__('there is no dataframe to work on; give one, such as frames={"df": df}')),
      says(
        trans.__('there are several dataframes (%1); name the ones you mean in the request'),
        'value'
      ),
      says(trans.__('%1 samples cannot be asked for; choose n from 1 to %2'), 'value', 'value'),
      says(
        trans.__('%1 inputs are too many; name up to %2 of them in the request'),
        'value',
        'value'
      ),
      says(trans.__('the input %1 has no variable name; assign it to a variable first'), 'value'),
      says(
        trans.__('%1 is a %2, and cells are written in pandas; convert it first, such as %3'),
        'value',
        'value',
        'value'
      ),
      says(
        trans.__(
          '%1 is a groupby; ask about the dataframe it was made from and say what to group by'
        ),
        'value'
      ),
      says(
        trans.__(
          "%1 has columns of %2 levels; flatten them first, such as %3.columns = ['_'.join(map(str, c)) for c in %4.columns]"
        ),
        'value',
        'value',
        'value',
        'value'
      ),
      says(
        trans.__('%1 has more than one column called %2; rename or drop the duplicates first'),
        'value',
        'value'
      ),
      says(trans.__('%1 has no columns; load its data first'), 'value'),
      says(
        trans.__('%1 has no rows, so no candidate could be checked; load its data first'),
        'value'
      ),
      says(
        trans.__("%1 is not there any more; give the inputs again, such as frames={'%2': ...}"),
        'value',
        'value'
      ),
      says(trans.__('this answer was not made by an assistant; ask anew')),
      says(trans.__('say what is to change, such as answer.refine("only 2024")')),
      // dataframes by name
      says(
        trans.__('There is no variable named %1; the dataframes here are %2.'),
        'value',
        'value'
      ),
      says(trans.__('There is no variable named %1; no dataframe is loaded yet.'), 'value'),
      says(
        trans.__('There is no dataframe here yet: load one (df = pd.read_csv(...)) and ask again.')
      ),
      says(
        trans.__('There are %1 dataframes here (%2); say which one, such as @%3 in the request.'),
        'value',
        'value',
        'value'
      ),
      // what an administrator settled
      says(trans.__('gift4code is switched off here; ask your administrator if you need it.')),
      says(
        trans.__('The privacy level %1 is not allowed here; choose %2 or a lower one.'),
        'level',
        'level'
      ),
      says(trans.__('%1 samples are not allowed here; ask for %2 at most.'), 'value', 'value'),
      says(trans.__('The model %1 is not allowed here; choose one of %2.'), 'value', 'value'),
      says(trans.__('%1 is %2; set it to 1 or 0.'), 'value', 'value'),
      says(trans.__('%1 is %2; set it to a number from 1 to %3.'), 'value', 'value', 'value'),
      says(trans.__('%1 is %2; set it to one of %3.'), 'value', 'value', 'value'),
      says(trans.__('%1 cannot be read: %2'), 'value', 'asked!'),
      // privacy levels
      says(trans.__('%1 is no privacy level; choose one of %2.'), 'value', 'value'),
      says(trans.__('%1 is no number of rows to share; choose 1 to %2.'), 'value', 'value'),
      says(trans.__('The note on %1 is no text.'), 'value'),
      says(trans.__('The note on %1 is longer than %2 characters; shorten it.'), 'value', 'value'),
      says(trans.__('%1 cannot be read; write it like %2.'), 'value', 'value'),
      says(
        trans.__('A note describes a column: write %1.column before it, not %2.'),
        'value',
        'value'
      ),
      says(
        trans.__('%1 is neither an input nor a column of one; the inputs are %2.'),
        'value',
        'value'
      ),
      says(trans.__('There is no input %1; the inputs are %2.'), 'value', 'value'),
      says(trans.__('%1 has no column %2.'), 'value', 'value'),
      says(trans.__('%1 has no column %2; did you mean %3?'), 'value', 'value', 'value')
    ]
  };
}
