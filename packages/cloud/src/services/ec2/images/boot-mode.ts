import { AwsError } from '../../../errors.ts'
import type { ImageRecord } from './image.ts'

/** Undefined where none is asked for. */
export function readBootMode(mode: string | undefined): ImageRecord['bootMode'] {
  if (mode === undefined) return undefined
  if (mode === 'legacy-bios' || mode === 'uefi' || mode === 'uefi-preferred') return mode
  throw new AwsError(
    'InvalidParameterValue',
    `Value (${mode}) for parameter bootMode is invalid. Expected: 'legacy-bios', 'uefi' or 'uefi-preferred'.`,
  )
}

/** An image of an instance boots as that does, or by UEFI alone where that has booted so. */
export function overrideBootMode(
  override: string | undefined,
  present: ImageRecord['bootMode'],
): ImageRecord['bootMode'] {
  if (override === undefined) return present
  if (readBootMode(override) === 'uefi' && present?.startsWith('uefi')) return 'uefi'
  throw new AwsError(
    'InvalidParameterCombination',
    'The boot mode of the image can only be overridden by uefi, of an instance that boots in that mode.',
  )
}
