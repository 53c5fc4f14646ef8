import type { AnyOperation } from '../../engine/operation.ts'
import { CopyImage } from './images/CopyImage.ts'
import { CopySnapshot } from './snapshots/CopySnapshot.ts'
import { CreateSnapshot } from './snapshots/CreateSnapshot.ts'
import { CreateVolume } from './volumes/CreateVolume.ts'
import { DeleteSnapshot } from './snapshots/DeleteSnapshot.ts'
import { DeleteVolume } from './volumes/DeleteVolume.ts'
import { DeregisterImage } from './images/DeregisterImage.ts'
import { DescribeImageAttribute } from './images/DescribeImageAttribute.ts'
import { DescribeImages } from './images/DescribeImages.ts'
import { DescribeSnapshots } from './snapshots/DescribeSnapshots.ts'
import { DescribeVolumeStatus } from './volumes/DescribeVolumeStatus.ts'
import { DescribeVolumes } from './volumes/DescribeVolumes.ts'
import { ModifyImageAttribute } from './images/ModifyImageAttribute.ts'
import { RegisterImage } from './images/RegisterImage.ts'
import { ResetImageAttribute } from './images/ResetImageAttribute.ts'

/** What this cloud supports of the service. */
export const operations: readonly AnyOperation[] = [
  CopyImage,
  CopySnapshot,
  CreateSnapshot,
  CreateVolume,
  DeleteSnapshot,
  DeleteVolume,
  DeregisterImage,
  DescribeImageAttribute,
  DescribeImages,
  DescribeSnapshots,
  DescribeVolumeStatus,
  DescribeVolumes,
  ModifyImageAttribute,
  RegisterImage,
  ResetImageAttribute,
]
