/** Limits and character rules of names. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html#tag-restrictions */
export const tagLimits = { perResource: 50, keyLength: 128, valueLength: 256 } as const
export const reservedTagPrefix = 'aws:'

export type TagProblem = 'keyEmpty' | 'keyTooLong' | 'valueTooLong' | 'keyReserved'

/** Lengths count Unicode characters, not UTF-16 units. */
export function findTagProblem(key: string, value: string): TagProblem | undefined {
  if (key.length === 0) return 'keyEmpty'
  if (countCharacters(key) > tagLimits.keyLength) return 'keyTooLong'
  if (key.toLowerCase().startsWith(reservedTagPrefix)) return 'keyReserved'
  if (countCharacters(value) > tagLimits.valueLength) return 'valueTooLong'
  return undefined
}

export const securityGroupLimits = {
  nameLength: 255,
  descriptionLength: 255,
  ruleDescriptionLength: 255,
  /** Inbound and outbound are counted apart, and IPv4 apart from IPv6. */
  rulesPerDirection: 60,
  groupsPerInterface: 5,
} as const

/** Names and descriptions of groups in a VPC: a-z, A-Z, 0-9, spaces and ._-:/()#,@[]+=&;{}!$* */
const groupText = /^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]*$/

export type GroupNameProblem = 'empty' | 'tooLong' | 'characters' | 'startsWithSg' | 'reserved'

export function findGroupNameProblem(name: string): GroupNameProblem | undefined {
  if (name.trim().length === 0) return 'empty'
  if (name.length > securityGroupLimits.nameLength) return 'tooLong'
  if (!groupText.test(name)) return 'characters'
  if (name.startsWith('sg-')) return 'startsWithSg'
  if (name === 'default') return 'reserved'
  return undefined
}

export function findGroupDescriptionProblem(
  description: string,
): 'empty' | 'tooLong' | 'characters' | undefined {
  if (description.length === 0) return 'empty'
  if (description.length > securityGroupLimits.descriptionLength) return 'tooLong'
  return groupText.test(description) ? undefined : 'characters'
}

/** A rule's description may be empty. */
export function findRuleDescriptionProblem(
  description: string,
): 'tooLong' | 'characters' | undefined {
  if (description.length > securityGroupLimits.ruleDescriptionLength) return 'tooLong'
  return groupText.test(description) ? undefined : 'characters'
}

export const keyNameLength = 255

/** Up to 255 ASCII characters; no leading or trailing space. */
export function findKeyNameProblem(name: string): 'empty' | 'tooLong' | 'characters' | undefined {
  if (name.length === 0) return 'empty'
  if (name.length > keyNameLength) return 'tooLong'
  if (!/^[\x20-\x7e]+$/.test(name) || name !== name.trim()) return 'characters'
  return undefined
}

export const imageNameLimits = { min: 3, max: 128, descriptionLength: 255 } as const

/** Letters, digits, spaces and ()[]./-'@_ , 3 to 128 of them. */
export function findImageNameProblem(
  name: string,
): 'tooShort' | 'tooLong' | 'characters' | undefined {
  if (name.length < imageNameLimits.min) return 'tooShort'
  if (name.length > imageNameLimits.max) return 'tooLong'
  return /^[a-zA-Z0-9()[\] ./\-'@_]+$/.test(name) ? undefined : 'characters'
}

/** User data before base64. */
export const userDataBytes = 16_384

function countCharacters(text: string): number {
  let count = 0
  for (const _ of text) count += 1
  return count
}
