/** Whether a text is a whole number from one bound to the other. */
export function isWithin(text: string, from: number, to: number): boolean {
  return /^\d{1,9}$/.test(text) && Number(text) >= from && Number(text) <= to
}
