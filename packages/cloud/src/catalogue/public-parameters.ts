import { catalogueImageId } from './images.ts'
import { imageReleases } from './image-releases.ts'
import { regions } from './regions.ts'

/** A public SSM parameter, the same for every account of a Region. */
export interface PublicParameter {
  readonly name: string
  readonly value: string
  readonly dataType: 'text' | 'aws:ec2:image'
  /** ms since the epoch */
  readonly lastModified: number
}

const byRegion = new Map<string, ReadonlyMap<string, PublicParameter>>()

/** Public parameters of a Region by name, in order of name: the latest images of each publisher, and AWS's list of Regions and zones. */
export function publicParameters(region: string): ReadonlyMap<string, PublicParameter> {
  const found = byRegion.get(region)
  if (found) return found
  const parameters = [...imageParameters(region), ...infrastructureParameters()].sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )
  const map = new Map(parameters.map((parameter) => [parameter.name, parameter]))
  byRegion.set(region, map)
  return map
}

function imageParameters(region: string): PublicParameter[] {
  return imageReleases.flatMap((release) =>
    (release.parameters ?? []).map((name) => ({
      name,
      value: catalogueImageId(release.key, region),
      // Canonical and Debian publish theirs with AWS's image type, Amazon its own as text.
      dataType: name.startsWith('/aws/service/ami-')
        ? ('text' as const)
        : ('aws:ec2:image' as const),
      lastModified: Date.parse(release.created),
    })),
  )
}

const infrastructurePath = '/aws/service/global-infrastructure'
const infrastructureModified = Date.parse('2025-09-01T00:00:00.000Z')

function infrastructureParameters(): PublicParameter[] {
  const entries = regions.flatMap((region) => {
    const path = `${infrastructurePath}/regions/${region.name}`
    return [
      [path, region.name],
      [`${path}/longName`, region.longName],
      [`${path}/geolocationCountry`, region.country],
      [`${path}/partition`, 'aws'],
      [`${path}/domain`, 'amazonaws.com'],
      ...region.zones.flatMap(({ id }) => [
        [`${path}/availability-zones/${id}`, id],
        [`${infrastructurePath}/availability-zones/${id}`, id],
        [`${infrastructurePath}/availability-zones/${id}/parent-region`, region.name],
      ]),
    ]
  })
  return entries.map(([name = '', value = '']) => ({
    name,
    value,
    dataType: 'text',
    lastModified: infrastructureModified,
  }))
}
