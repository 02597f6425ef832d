import { ITextTranslate, Phrases, says } from '../phrase';

/** What the Jupyter server says of models, endpoints and keys, and why its gateway passes a request on to none. */
export function server(trans: ITextTranslate): Phrases {
  return {
    model: [says(trans.__('its first model at %1'), 'address!')],
    told: [says(trans.__('%1 %2'), 'served!', 'told!')],
    served: [
      says(trans.__('The address %1 names no host.'), 'value'),
      says(
        trans.__('The certificate of %1 is not one that this server trusts; see SSL_CERT_FILE.'),
        'value'
      ),
      says(trans.__('The field %1 is not passed on by the gateway.'), 'value'),
      says(trans.__('The body holds a number that is too large.')),
      says(trans.__('It is being loaded.')),
      says(trans.__('It starts with the first request.')),
      says(trans.__('The key travels to %1 unencrypted.'), 'value'),
      says(
        trans.__(
          'The key that is kept belongs to %1 and is not sent to %2; enter the one of this endpoint if it needs one.'
        ),
        'value',
        'value'
      ),
      says(
        trans.__('%1 is set and %2 is not: the key belongs to no endpoint and is sent nowhere.'),
        'value',
        'value'
      ),
      // addresses and keys
      says(trans.__('The address is too long or holds characters that none has.')),
      says(trans.__('The name of the model is too long or holds characters that none has.')),
      says(trans.__('The name of the template is too long or holds characters that none has.')),
      says(
        trans.__(
          'The address %1 is given with a user or a password; leave them out and state the key apart.'
        ),
        'value'
      ),
      says(
        trans.__(
          'The address %1 must end before any ? or #; give it as in http://127.0.0.1:8000/v1.'
        ),
        'value'
      ),
      says(trans.__('The endpoint %1 is no address.'), 'value'),
      says(
        trans.__('The key is empty, too long, or holds characters that no key has; copy it again.')
      ),
      says(
        trans.__(
          "The key of %1 is GIFT4CODE_API_KEY in the server's environment; change it there."
        ),
        'value'
      ),
      says(trans.__('%1 holds characters that no key has; copy it again.'), 'value'),
      says(trans.__("The place where keys are kept does not answer; unlock the system's keyring.")),
      says(
        trans.__(
          "The administrator keeps keys in the system's keyring, and the package keyring is not installed."
        )
      ),
      says(trans.__("The system's keyring does not work (%1)."), 'value'),
      says(trans.__('The model of this machine needs no key; choose an endpoint first.')),
      // what an administrator settled
      says(
        trans.__(
          'The administrator of this server prescribes this endpoint; it cannot be changed here.'
        )
      ),
      says(
        trans.__('The administrator of this server allows no endpoint; it cannot be changed here.')
      ),
      says(
        trans.__(
          'An endpoint is prescribed and none is named; set %1 or c.Gift4Code.base_url, or allow others.'
        ),
        'value'
      ),
      says(trans.__('The configuration of gift4code cannot be read: %1'), 'asked'),
      says(trans.__('%1 has none of the models that are allowed here: %2.'), 'value', 'value'),
      says(
        trans.__("%1 does not say which models it has; name one in gift4code's settings."),
        'value'
      ),
      // endpoints
      says(trans.__('No model answers at %1; start it, or choose another endpoint.'), 'value'),
      says(
        trans.__('The model at %1 did not answer within %2 seconds; ask again, or for less.'),
        'value',
        'value'
      ),
      says(trans.__('The connection to the model at %1 broke (%2); ask again.'), 'value', 'value'),
      says(
        trans.__("The server's settings for proxies and certificates cannot be used (%1)."),
        'value'
      ),
      says(trans.__('The answer of %1 is longer than %2 MiB; ask for less.'), 'value', 'value'),
      says(trans.__('The answer is too long.')),
      says(
        trans.__('%1 did not answer as an OpenAI-compatible endpoint does; check its address.'),
        'value'
      ),
      says(
        trans.__(
          "%1 refuses the key; enter a valid one in gift4code's settings, or in GIFT4CODE_API_KEY."
        ),
        'value'
      ),
      says(
        trans.__("%1 asks for a key; enter one in gift4code's settings, or set GIFT4CODE_API_KEY."),
        'value'
      ),
      says(
        trans.__('%1 answered with %2, which is no answer; give the address it sends to.'),
        'value',
        'value'
      ),
      says(trans.__('it says no more')),
      // requests
      says(trans.__('The field model must be the name of a model.')),
      says(trans.__('The field %1 must be a whole number above 0.'), 'value'),
      says(trans.__('The field %1 must be a text.'), 'value'),
      says(trans.__('There is no field %1; known are %2.'), 'value', 'value'),
      says(trans.__('The field base_url is missing; null is the model of this machine.')),
      says(trans.__('The field key is missing.')),
      says(trans.__('The body must be a JSON object.')),
      says(trans.__('The body is longer than %1 bytes.'), 'value'),
      says(trans.__('There is nothing at this address.')),
      says(trans.__('This address does not take that method.')),
      says(trans.__('The request cannot be read.')),
      says(trans.__('This is not allowed; log in again.')),
      says(trans.__('The server cannot answer this request.')),
      says(trans.__('The server failed on this request; its log has the details.')),
      says(
        trans.__(
          'The gateway failed on this request; the log of the Jupyter server has the details.'
        )
      ),
      says(trans.__('The Jupyter server is stopping.')),
      says(trans.__('The gateway is for kernels and not for web pages.')),
      says(trans.__('The gateway answers as %1 only.'), 'value'),
      says(
        trans.__(
          "The gateway's token is missing or wrong; restart the kernel to get that of this server."
        )
      ),
      // files
      says(
        trans.__("The file %1 is not its owner's alone and is left unused; remove it."),
        'value'
      ),
      says(trans.__('The file %1 does not hold what gift4code writes; remove it.'), 'value'),
      says(trans.__('The file %1 cannot be read: %2.'), 'value', 'value'),
      says(trans.__('The file %1 cannot be written: %2.'), 'value', 'value'),
      says(trans.__('The file %1 cannot be removed: %2.'), 'value', 'value'),
      says(trans.__("The folder %1 is another user's; nothing is written to it."), 'value')
    ]
  };
}
