/** Hands a file to the reader as a download. */
export function saveFile(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The download has taken its own hold of the file by the next task.
  setTimeout(() => URL.revokeObjectURL(address));
}
