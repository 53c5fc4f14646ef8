import { collection } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'
import { mfaDevices } from '../mfa-devices/mfa-device.ts'
import { accessKeys } from '../users/access-key.ts'
import { users, type UserRecord } from '../users/user.ts'

interface CredentialReportRecord {
  readonly id: 'report'
  readonly time: number
  /** CSV. */
  readonly content: string
}

export const credentialReports = collection<CredentialReportRecord>({
  name: 'iam/credential-report',
  scope: 'account',
})

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html */
const columns =
  'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated'

const none = 'N/A'
const when = (time: number | undefined): string =>
  time === undefined ? none : new Date(time).toISOString().replace(/\.\d+Z$/, '+00:00')

/** Every user of the account, the root user first, as CSV. */
export function writeReport(ctx: Context): string {
  const rows = ctx.db
    .all(users)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map((user) => userRow(ctx, user))
  return [columns, rootRow(ctx), ...rows].join('\n')
}

function rootRow({ account }: Context): string {
  const unknown = 'not_supported'
  return [
    '<root_account>',
    `arn:aws:iam::${account}:root`,
    none,
    unknown,
    'no_information',
    unknown,
    unknown,
    'false',
    ...keyCells(undefined),
    ...keyCells(undefined),
    ...certificateCells,
  ].join(',')
}

function userRow(ctx: Context, user: UserRecord): string {
  const { loginProfile } = user
  const [first, second] = ctx.db
    .by(accessKeys, 'user', user.id)
    .toSorted((a, b) => a.createTime - b.createTime)
  return [
    user.name,
    user.arn,
    when(user.createTime),
    String(loginProfile !== undefined),
    loginProfile ? 'no_information' : none,
    when(loginProfile?.createTime),
    none,
    String(ctx.db.countBy(mfaDevices, 'user', user.id) > 0),
    ...keyCells(first),
    ...keyCells(second),
    ...certificateCells,
  ].join(',')
}

const certificateCells: readonly string[] = ['false', none, 'false', none]

function keyCells(
  key: { readonly status: string; readonly createTime: number } | undefined,
): readonly string[] {
  return [String(key?.status === 'Active'), when(key?.createTime), none, none, none]
}
