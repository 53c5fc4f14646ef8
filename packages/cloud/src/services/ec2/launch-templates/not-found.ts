import { AwsError } from '../../../errors.ts'

/** No launch template can be made in this cloud, so that none that is named exists. */
export function refuseNamedTemplate({ id, name }: { id?: string; name?: string }): void {
  if (id !== undefined) {
    if (!/^lt-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id)) {
      throw new AwsError(
        'InvalidLaunchTemplateId.Malformed',
        `The specified launch template ID, ${id}, is not valid. Provide a valid launch template ID and try again.`,
      )
    }
    throw new AwsError(
      'InvalidLaunchTemplateId.NotFound',
      `The specified launch template, with template ID ${id}, does not exist.`,
    )
  }
  if (name !== undefined) {
    throw new AwsError(
      'InvalidLaunchTemplateName.NotFoundException',
      `The specified launch template, with template name ${name}, does not exist.`,
    )
  }
}
