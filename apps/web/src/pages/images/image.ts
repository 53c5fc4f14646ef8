import type { Output } from '@brume/console-api'
import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator'

export type Image = NonNullable<Output<'ec2', 'DescribeImages'>['Images']>[number]

export const idOf = (image: Image) => image.ImageId ?? ''
export const imageNameOf = (image: Image) => image.Name ?? ''
export const tagsOf = (image: Image) => image.Tags

/** Whether it cannot be deregistered until its protection is taken off. */
export const isProtected = (image: Image) =>
  image.DeregistrationProtection?.startsWith('enabled') === true

const types: Readonly<Record<string, StatusIndicatorProps.Type>> = {
  available: 'success',
  pending: 'in-progress',
  transient: 'in-progress',
  failed: 'error',
  error: 'error',
  invalid: 'error',
  disabled: 'stopped',
  deregistered: 'stopped',
}

export function stateTypeOf(image: Image): StatusIndicatorProps.Type {
  return types[image.State ?? ''] ?? 'pending'
}
