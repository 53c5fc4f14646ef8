import type { ImageChoice } from './form.ts'

const plainPlatforms: ReadonlySet<string> = new Set(['Linux/UNIX', 'Windows'])

/** Red Hat, SUSE, SQL Server and Marketplace products are charged on top of the hour of Linux or Windows. */
export function chargedSoftware(
  image: Pick<ImageChoice, 'name' | 'platformDetails' | 'productCode'>,
): string | undefined {
  const { name, platformDetails, productCode } = image
  if (platformDetails !== undefined && !plainPlatforms.has(platformDetails)) return platformDetails
  return productCode === undefined ? undefined : name
}
