/** Lower-case words joined by `.`, `-` or `_`: `hr.benefits-paperwork`. Linear to match. */
export const SLUG = /^[a-z0-9]+(?:[._-][a-z0-9]+)*$/;

/** A UUID in lower case, of any version, as `crypto.randomUUID()` writes it. */
export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
