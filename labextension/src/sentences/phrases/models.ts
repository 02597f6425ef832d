import { ITextTranslate, Phrases, says } from '../phrase';

/** Why a model cannot be asked, or the process that runs candidates cannot be used. */
export function models(trans: ITextTranslate): Phrases {
  return {
    model: [
      says(trans.__('the model')),
      says(trans.__('the bundled model')),
      says(trans.__('a model at %1'), 'address!'),
      says(trans.__('%1 at %2'), 'value', 'address!')
    ],
    failure: [
      says(trans.__('the model gave nothing')),
      says(trans.__('the model is still being loaded; ask again in a moment')),
      says(
        trans.__('the model at %1 gave nothing within %2 s; allow more seconds'),
        'value',
        'value'
      ),
      says(trans.__('the model at %1 took too long to answer; allow more seconds'), 'value'),
      says(trans.__('the connection to the model at %1 broke (%2); ask again'), 'value', 'value'),
      says(
        trans.__('no model answers at %1; start it, or set GIFT4CODE_BASE_URL to one that runs'),
        'value'
      ),
      says(
        trans.__(
          'the endpoint %1 is no address: it must begin with http:// or https:// and name a host, such as http://127.0.0.1:8000/v1'
        ),
        'value'
      ),
      says(
        trans.__(
          'the key of the endpoint holds characters that no key has; copy it into GIFT4CODE_API_KEY again'
        )
      ),
      says(trans.__('%1 does not say which models it has; name one in GIFT4CODE_MODEL'), 'value'),
      says(trans.__('%1 refuses every form of the request'), 'value'),
      says(
        trans.__('%1 did not answer as an OpenAI-compatible endpoint does; check its address'),
        'value'
      ),
      says(
        trans.__('%1 refuses the key; set GIFT4CODE_API_KEY to a valid one and ask again'),
        'value'
      ),
      says(trans.__('%1 refused the request (%2): %3'), 'value', 'value', 'told'),
      says(
        trans.__('the template %1 is not one of %2; update gift4code or choose another model'),
        'value',
        'value'
      )
    ],
    host: [
      says(
        trans.__('Another process has been starting the model host for too long; see %1.'),
        'value'
      ),
      says(trans.__('The model host could not start: %1'), 'host'),
      says(trans.__('The model host did not answer in time: %1'), 'host'),
      says(trans.__('it said nothing in %1.'), 'value'),
      says(
        trans.__("The model %1 needs %2, which is not installed; pip install 'gift4code[local]'."),
        'value',
        'value'
      ),
      says(
        trans.__(
          'The model file %1 is missing; install gift4code again or export the model again.'
        ),
        'value'
      ),
      says(
        trans.__(
          'The model file %1 is damaged; install gift4code again or export the model again.'
        ),
        'value'
      ),
      says(
        trans.__(
          'The model file %1 has no "%2"; install gift4code again or export the model again.'
        ),
        'value',
        'value'
      ),
      says(trans.__('There is no model directory %1.'), 'value'),
      says(trans.__('The model file %1 cannot be read: %2.'), 'value', 'value'),
      says(trans.__('The model file %1 does not hold a JSON object.'), 'value'),
      says(trans.__('%1 is no PEFT adapter: it has no adapter_config.json.'), 'value'),
      says(
        trans.__('The base model %1 of %2 is no local directory; name it with --model.'),
        'value',
        'value'
      ),
      says(trans.__('The tokenizer %1 cannot be read (%2); install it again.'), 'value', 'value'),
      says(trans.__('The model file %1 cannot be read (%2); install it again.'), 'value', 'value'),
      says(
        trans.__(
          'The model file %1 has no key/value cache; export it with gift4code_training.bundled.export.'
        ),
        'value'
      ),
      says(trans.__('The checkpoint %1 cannot be loaded: %2.'), 'value', 'value'),
      says(
        trans.__(
          'The adapter %1 cannot be put on %2, so that is not its base (%3): name the base it was tuned on in its adapter_config.json.'
        ),
        'value',
        'value',
        'misfit'
      ),
      says(
        trans.__(
          "The runtime directory %1 is another user's; set GIFT4CODE_RUNTIME_DIR to a directory of yours."
        ),
        'value'
      ),
      says(
        trans.__(
          'The runtime directory %1 cannot be used (%2); set GIFT4CODE_RUNTIME_DIR to a directory of yours.'
        ),
        'value',
        'value'
      ),
      says(trans.__('GIFT4CODE_IDLE_SECONDS must be a number of seconds, not %1.'), 'value'),
      says(trans.__('Port %1 of 127.0.0.1 cannot be used: %2.'), 'value', 'value')
    ],
    misfit: [says(trans.__('only one of them has %1'), 'value')],
    served: [
      says(trans.__('The prompt is empty.')),
      says(
        trans.__("The prompt has token %1, and this model's tokens are below %2."),
        'value',
        'value'
      ),
      says(
        trans.__(
          'The prompt has %1 tokens and this model takes fewer than %2; give it fewer columns or frames.'
        ),
        'value',
        'value'
      ),
      says(
        trans.__('This model has no chat template; send the prompt as text to /v1/completions.')
      ),
      says(trans.__("The bearer token is missing or wrong; the host's runtime file has it.")),
      says(trans.__('There is nothing at %1 for %2.'), 'value', 'value'),
      says(trans.__('The host failed on this request; its log has the details.')),
      says(trans.__('The host is stopping; ask again.')),
      says(trans.__('This host serves %1, not %2.'), 'value', 'value'),
      says(trans.__('The request body is no JSON: %1.'), 'value'),
      says(trans.__('The request body must be a JSON object.')),
      says(trans.__('The field %1 is not supported here.'), 'value'),
      says(trans.__('The field %1 must be a number.'), 'value'),
      says(trans.__('The field %1 must be a whole number.'), 'value'),
      says(trans.__('The field %1 must be between %2 and %3.'), 'value', 'value', 'value'),
      says(trans.__('The field %1 must be true or false.'), 'value'),
      says(trans.__('The field top_p must be above 0; use temperature 0 for greedy decoding.')),
      says(trans.__('The field model must be a string.')),
      says(
        trans.__('The field stop must be a string or up to %1 strings, none of them empty.'),
        'value'
      ),
      says(trans.__('The field prompt must be one string or one list of tokens.')),
      says(trans.__('The field messages must be a list with at least one message.')),
      says(trans.__('Each message must have a role and a content, both strings.'))
    ],
    running: [
      says(trans.__('This runner is closed: make a new one.')),
      says(
        trans.__(
          'The process that runs candidates cannot be started (%1): it needs memory, and room in the folder for temporary files.'
        ),
        'value'
      ),
      says(trans.__('The process that runs candidates ends before it can take any: %1'), 'end'),
      says(
        trans.__('The process that runs candidates did not take the frames within %1 s.'),
        'value'
      ),
      says(
        trans.__(
          '%1 cannot be read by the process that runs candidates (%2): leave it out, or make a plain DataFrame of it.'
        ),
        'value',
        'value'
      ),
      says(
        trans.__(
          'The expected output cannot be read by the process that runs candidates (%1): give plain values or a DataFrame as its example.'
        ),
        'value'
      ),
      says(
        trans.__(
          '%1 cannot be sent to the process that runs candidates (%2): leave it out, or make a plain DataFrame of it.'
        ),
        'value',
        'value'
      ),
      says(
        trans.__('%1 is larger than %2 MB and has no rows to take a part of: leave it out.'),
        'value',
        'value'
      ),
      says(trans.__('a single row of %1 is larger than %2 MB: leave it out.'), 'value', 'value')
    ]
  };
}
