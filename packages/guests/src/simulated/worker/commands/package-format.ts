import type { Call } from './call.ts'

/** The facts of an installed package by the names that a format may ask for, in lower case. */
export type PackageFields = Readonly<Record<string, string>>

/**
 * Fills in `rpm --queryformat`: `%{NAME}`, `%-20{VERSION}`, `%%`, `\n`. Undefined when a tag is unknown.
 * https://rpm-software-management.github.io/rpm/manual/queryformat.html
 */
export function fillRpmFormat(format: string, fields: PackageFields): string | undefined {
  let isWhole = true
  const text = unescape(format).replaceAll(
    /%%|%(-?\d*)\{([A-Za-z]+)(?::[a-z]+)?\}/g,
    (whole, width: string | undefined, tag: string | undefined) => {
      if (tag === undefined) return whole === '%%' ? '%' : whole
      const value = fields[tag.toLowerCase().replace(/^rpmtag_/, '')]
      if (value === undefined) isWhole = false
      return pad(value ?? '', Number(width))
    },
  )
  return isWhole ? text : undefined
}

/**
 * Fills in `dpkg-query --showformat`: `${Package}`, `${Version;-20}`, `\n`. Unknown fields are empty, as in dpkg.
 * https://man7.org/linux/man-pages/man1/dpkg-query.1.html
 */
export function fillDpkgFormat(format: string, fields: PackageFields): string {
  return unescape(format).replaceAll(
    /\$\{([A-Za-z:-]+)(?:;(-?\d+))?\}/g,
    (_whole, field: string, width: string | undefined) =>
      pad(fields[field.toLowerCase()] ?? '', Number(width ?? 0)),
  )
}

/** The value of an option in any of its spellings (`--qf x`, `--qf=x`, `-fx`) and the arguments without it. */
export function takeFormat(
  call: Call,
  long: readonly string[],
  short?: string,
): { readonly format: string | undefined; readonly args: readonly string[] } {
  let format: string | undefined
  const args: string[] = []
  for (let at = 0; at < call.args.length; at += 1) {
    const arg = call.args[at] ?? ''
    const name = long.find((each) => arg === each || arg.startsWith(`${each}=`))
    if (name !== undefined) format = arg === name ? call.args[++at] : arg.slice(name.length + 1)
    else if (short !== undefined && arg === short) format = call.args[++at]
    else if (short !== undefined && arg.startsWith(`${short}=`))
      format = arg.slice(short.length + 1)
    else if (short !== undefined && arg.startsWith(short)) format = arg.slice(short.length)
    else args.push(arg)
  }
  return { format, args }
}

/** Negative: set to the left, as in C. */
function pad(value: string, width: number): string {
  return width < 0 ? value.padEnd(-width) : value.padStart(width)
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\' }

function unescape(text: string): string {
  return text.replaceAll(/\\(.)/g, (_whole, letter: string) => escapes[letter] ?? letter)
}
