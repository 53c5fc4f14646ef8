/** Generated files whose sources are in the repository. `make` returns the whole text. */
export const generators = []
