/** What a change of the chosen radio means: arrow keys only look around, anything else chooses. */
export function intentOfChange(lastKey: string | undefined): "move" | "choose" {
  return lastKey?.startsWith("Arrow") ? "move" : "choose";
}

/**
 * What a key on a radio means. Enter and Space choose the radio under the focus. The browser itself checks
 * another radio for an arrow key, and an unchecked one for Space; a change event follows those.
 */
export function intentOfKey(key: string, checked: boolean): "choose" | undefined {
  return key === "Enter" || (key === " " && checked) ? "choose" : undefined;
}
