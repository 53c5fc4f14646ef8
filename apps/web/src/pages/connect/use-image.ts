import type { FeedItem, Output } from '@brume/console-api'
import { useOperation } from '../../api/index.ts'

type Image = NonNullable<Output<'ec2', 'DescribeImages'>['Images']>[number]

/** The image that an instance was launched from, once it is known; it tells the user and the agents. */
export function useImage({ ImageId }: FeedItem<'instances'>): Image | undefined {
  const { data } = useOperation(
    'ec2',
    'DescribeImages',
    ImageId ? { ImageIds: [ImageId], IncludeDeprecated: true } : undefined,
    { staleMs: 600_000 },
  )
  return data?.Images?.[0]
}
