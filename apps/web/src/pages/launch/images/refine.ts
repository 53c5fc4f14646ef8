import type { Image } from './use-images.ts'

/** The systems by which the catalogue is narrowed. */
export const systems = [
  'Amazon Linux',
  'Ubuntu',
  'Debian',
  'Red Hat',
  'SUSE Linux',
  'Windows',
  'Linux',
] as const
export type System = (typeof systems)[number]

/** What runs in an image, told by its platform and its name; plain Linux where neither says more. */
export function systemOf(image: Image): System {
  const { Platform = '', PlatformDetails = '', Name = '', Description = '' } = image
  const text = `${PlatformDetails} ${Name} ${Description}`.toLowerCase()
  if (Platform.toLowerCase() === 'windows') return 'Windows'
  if (/\bal20\d\d-ami|amzn|amazon linux/.test(text)) return 'Amazon Linux'
  if (text.includes('ubuntu')) return 'Ubuntu'
  if (text.includes('debian')) return 'Debian'
  if (/red hat|\brhel/.test(text)) return 'Red Hat'
  if (/suse|\bsles/.test(text)) return 'SUSE Linux'
  return 'Linux'
}

export interface Refinement {
  /** None chosen: all pass. */
  readonly systems: readonly string[]
  readonly architectures: readonly string[]
}

/** Images that pass, and how many of all there are of each kind. */
export function refine(images: readonly Image[], chosen: Refinement) {
  const count = (keyOf: (image: Image) => string) => {
    const counts = new Map<string, number>()
    for (const image of images) counts.set(keyOf(image), (counts.get(keyOf(image)) ?? 0) + 1)
    return counts
  }
  const architectureOf = (image: Image): string => image.Architecture ?? '-'
  const passes = (among: readonly string[], value: string) =>
    among.length === 0 || among.includes(value)
  return {
    images: images.filter(
      (image) =>
        passes(chosen.systems, systemOf(image)) &&
        passes(chosen.architectures, architectureOf(image)),
    ),
    systems: count(systemOf),
    architectures: count(architectureOf),
  }
}
