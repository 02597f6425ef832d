/** Texts in the person's language where the front end has no translator of its own: the card outside JupyterLab. */
import { ITranslate } from '../state/panel';

/** A catalogue as JupyterLab loads it: translations by text, the forms of a plural in their order. */
export type Catalogue = Readonly<
  Record<string, readonly string[] | Readonly<Record<string, string>>>
>;

/** By locale, such as `zh_CN`; put in by `scripts/build-widget.mjs`. */
declare const GIFT4CODE_CATALOGUES: Readonly<Record<string, Catalogue>> | undefined;

/** The translator for a locale such as `zh_CN`, `zh-CN` or `zh`; English where there is no catalogue of it. */
export function translatorFor(locale: string): ITranslate {
  const known = typeof GIFT4CODE_CATALOGUES === 'undefined' ? {} : GIFT4CODE_CATALOGUES;
  return translatorOf(known[catalogueOf(locale)] ?? {});
}

/** Speaks as the translators of JupyterLab do. */
export function translatorOf(catalogue: Catalogue): ITranslate {
  const said = (text: string): string | undefined => {
    const found = catalogue[text];
    return Array.isArray(found) ? (found as readonly string[])[0] : undefined;
  };
  return {
    __: (text, ...values) => formatted(said(text) ?? text, values),
    _n: (singular, plural, n, ...values) =>
      formatted(said(singular) ?? (n === 1 ? singular : plural), [n, ...values])
  };
}

function catalogueOf(locale: string): string {
  const name = locale.replace(/_/g, '-').toLowerCase();
  return /^zh(-hans)?(-cn|-sg)?$/.test(name) ? 'zh_CN' : name;
}

function formatted(text: string, values: readonly (string | number)[]): string {
  return text.replace(/%(%|\d+)/g, (_, sign: string) =>
    sign === '%' ? '%' : String(values[Number(sign) - 1])
  );
}
