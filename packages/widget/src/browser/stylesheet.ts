const parsed: Record<string, CSSStyleSheet> = {};

/**
 * Adds a sheet to the shadow root. Constructed sheets need neither a nonce nor `unsafe-inline` and pass under
 * `style-src 'none'`; a style element does not. Each is parsed once for all prompts of the page.
 */
export function addSheet(root: ShadowRoot, css: string): void {
  root.adoptedStyleSheets.push((parsed[css] ??= parse(css)));
}

function parse(css: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}
