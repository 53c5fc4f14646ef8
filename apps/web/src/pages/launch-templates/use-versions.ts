import type { Output } from '@brume/console-api'
import { useQuery } from '@tanstack/react-query'
import { callIn, collectPages, queryKey, useScope } from '../../api/index.ts'
import type { Template } from './TemplatesPage.tsx'

export type Version = NonNullable<
  Output<'ec2', 'DescribeLaunchTemplateVersions'>['LaunchTemplateVersions']
>[number]

/** All versions of a template, the newest first; read anew when the live list tells of another one. */
export function useVersions(template: Template) {
  const scope = useScope()
  const { LaunchTemplateId = '', LatestVersionNumber: latest } = template
  return useQuery({
    queryKey: [
      ...queryKey(scope, 'ec2', 'DescribeLaunchTemplateVersions'),
      LaunchTemplateId,
      latest,
    ],
    queryFn: async ({ signal }): Promise<readonly Version[]> => {
      const pages = await collectPages((page) =>
        callIn(
          scope,
          'ec2',
          'DescribeLaunchTemplateVersions',
          { LaunchTemplateId, ...page },
          signal,
        ),
      )
      return pages
        .flatMap(({ LaunchTemplateVersions }) => LaunchTemplateVersions ?? [])
        .toSorted((a, b) => (b.VersionNumber ?? 0) - (a.VersionNumber ?? 0))
    },
  })
}
