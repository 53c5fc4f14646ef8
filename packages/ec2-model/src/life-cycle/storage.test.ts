import { describe, expect, it } from 'vitest'
import { decideImage } from './image.ts'
import { decideSnapshot } from './snapshot.ts'
import { decideVolume } from './volume.ts'

describe('volumes', () => {
  it('attaches, detaches and deletes', () => {
    expect(decideVolume('attach', { id: 'vol-1', state: 'available' })).toMatchObject({
      next: 'in-use',
    })
    expect(decideVolume('detach', { id: 'vol-1', state: 'in-use' })).toMatchObject({
      next: 'available',
    })
    expect(decideVolume('delete', { id: 'vol-1', state: 'available' })).toMatchObject({
      next: 'deleting',
    })
  })

  it('refuses with AWS messages', () => {
    expect(
      decideVolume('delete', { id: 'vol-1', state: 'in-use', instanceId: 'i-1' }),
    ).toMatchObject({ code: 'VolumeInUse', message: 'Volume vol-1 is currently attached to i-1' })
    expect(decideVolume('detach', { id: 'vol-1', state: 'available' })).toMatchObject({
      code: 'IncorrectState',
      message: "Volume 'vol-1' is in the 'available' state.",
    })
    expect(
      decideVolume('modify', { id: 'vol-1', state: 'in-use', modification: 'optimizing' }),
    ).toMatchObject({ message: 'Cannot modify volume in modification state OPTIMIZING' })
    const day = 24 * 3_600_000
    const modified = (modifiedAt: readonly number[]) =>
      decideVolume('modify', { id: 'vol-1', state: 'in-use', modifiedAt, now: day })
    expect(modified([1, 2, 3, 4])).toMatchObject({
      code: 'VolumeModificationRateExceeded',
      message: expect.stringContaining('1970-01-02T00:00:00.001Z'),
    })
    expect(modified([1, 2, 3])).toMatchObject({ allowed: true })
    expect(modified([0, 2, 3, 4])).toEqual({ allowed: true, next: 'in-use' })
  })
})

describe('images and snapshots', () => {
  it('launches only from an available image', () => {
    expect(decideImage('launch', { id: 'ami-1', state: 'available' }).allowed).toBe(true)
    expect(decideImage('launch', { id: 'ami-1', state: 'pending' })).toMatchObject({
      code: 'InvalidAMIID.Unavailable',
    })
    expect(decideImage('launch', { id: 'ami-1', state: 'deregistered' })).toMatchObject({
      message: "The image id '[ami-1]' does not exist",
    })
  })

  it('keeps a snapshot that an image uses', () => {
    expect(
      decideSnapshot('delete', { id: 'snap-1', state: 'completed', usedByImageId: 'ami-1' }),
    ).toMatchObject({
      code: 'InvalidSnapshot.InUse',
      message: 'The snapshot snap-1 is currently in use by ami-1',
    })
    expect(decideSnapshot('delete', { id: 'snap-1', state: 'completed' })).toEqual({
      allowed: true,
      next: 'deleted',
    })
    expect(decideSnapshot('createVolume', { id: 'snap-1', state: 'pending' })).toMatchObject({
      message: 'Snapshot is in invalid state - pending',
    })
  })
})
