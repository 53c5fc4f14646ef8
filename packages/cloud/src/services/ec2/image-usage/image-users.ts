import type { ReadRecords } from '../../../engine/collection.ts'
import { parameters } from '../../ssm/parameters/parameter.ts'
import { instances } from '../instances/instance.ts'
import { launchTemplates, launchTemplateVersions } from '../launch-templates/launch-template.ts'

/** Kinds of resources that can name an image. Of Image Builder there is nothing in this cloud, so nothing of it names one. */
export const userTypes = [
  'ec2:Instance',
  'ec2:LaunchTemplate',
  'ssm:Parameter',
  'imagebuilder:ImageRecipe',
  'imagebuilder:ContainerRecipe',
] as const
export type UserType = (typeof userTypes)[number]

export interface Place {
  readonly account: string
  readonly region: string
  readonly db: ReadRecords
}

export interface UserOptions {
  /** Of instances; all when absent. */
  readonly states?: readonly string[]
  /** How many of a template's versions are looked at, newest first. */
  readonly versionDepth: number
}

/** ARNs of an account's resources of a type that name an image. */
export function findImageUsers(
  { account, region, db }: Place,
  imageId: string,
  type: UserType,
  { states, versionDepth }: UserOptions,
): readonly string[] {
  const arn = (kind: string, id: string) => `arn:aws:ec2:${region}:${account}:${kind}/${id}`
  if (type === 'ec2:Instance') {
    return db
      .by(instances, 'image', imageId)
      .filter(({ state }) => !states || states.includes(state))
      .map(({ id }) => arn('instance', id))
  }
  if (type === 'ec2:LaunchTemplate') {
    return db
      .all(launchTemplates)
      .filter(({ id }) =>
        db
          .by(launchTemplateVersions, 'template', id)
          .toSorted((a, b) => b.number - a.number)
          .slice(0, versionDepth)
          .some(({ data }) => data.ImageId === imageId),
      )
      .map(({ id }) => arn('launch-template', id))
  }
  if (type !== 'ssm:Parameter') return []
  return db
    .all(parameters)
    .filter(({ latest }) => latest.dataType === 'aws:ec2:image' && latest.value === imageId)
    .map(
      ({ id }) => `arn:aws:ssm:${region}:${account}:parameter${id.startsWith('/') ? '' : '/'}${id}`,
    )
}
