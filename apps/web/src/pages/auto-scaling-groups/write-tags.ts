import type { WriteTags } from '../../resources/bulk/tag-change.ts'

/** A group's tags bear whose they are, and whether launched instances get them: as in AWS's console they do. */
export const writeGroupTags: WriteTags = async (call, name, added, removed) => {
  const ofGroup = { ResourceId: name, ResourceType: 'auto-scaling-group' }
  if (added.length > 0) {
    await call('auto-scaling', 'CreateOrUpdateTags', {
      Tags: added.map((tag) => ({ ...ofGroup, ...tag, PropagateAtLaunch: true })),
    })
  }
  if (removed.length > 0) {
    await call('auto-scaling', 'DeleteTags', {
      Tags: removed.map((tag) => ({ ...ofGroup, ...tag })),
    })
  }
}
