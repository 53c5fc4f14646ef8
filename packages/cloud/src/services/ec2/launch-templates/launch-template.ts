import type { RequestLaunchTemplateData } from '@aws-sdk/client-ec2'
import { collection } from '../../../engine/collection.ts'
import type { Tagged } from '../tag.ts'

export interface LaunchTemplateRecord extends Tagged {
  /** `lt-0…` */
  readonly id: string
  readonly name: string
  readonly createTime: number
  /** ARN of the caller. */
  readonly createdBy: string
  readonly defaultVersion: number
  /** The highest version that still exists. */
  readonly latestVersion: number
  /** The number that the next version gets: those of deleted versions do not come back. */
  readonly nextVersion: number
}

export interface LaunchTemplateVersionRecord {
  /** `<template>/<number>` */
  readonly id: string
  readonly templateId: string
  readonly number: number
  readonly description?: string
  readonly createTime: number
  readonly createdBy: string
  readonly data: TemplateData
  /** The one time in the data, which records keep as ms since the epoch. */
  readonly spotValidUntil?: number
}

/** What a version was given, kept as it came: AWS does not check it before it launches. `ValidUntil` is kept beside it. */
export type TemplateData = Readonly<RequestLaunchTemplateData>

export const launchTemplates = collection<LaunchTemplateRecord, 'name'>({
  name: 'ec2/launch-template',
  scope: 'region',
  indexes: { name: ({ name }) => name },
})

export const launchTemplateVersions = collection<LaunchTemplateVersionRecord, 'template'>({
  name: 'ec2/launch-template-version',
  scope: 'region',
  indexes: { template: ({ templateId }) => templateId },
})
