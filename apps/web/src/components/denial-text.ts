import type { IamDecision, IamStatement } from '@brume/console-api'
import type { PlainKey, Translate } from '../i18n/index.ts'

/** What each layer lacks. */
export const missingTexts = {
  identity: 'denial.noIdentity',
  group: 'denial.noIdentity',
  boundary: 'denial.noBoundary',
  session: 'denial.noSession',
  resource: 'denial.noResource',
  trust: 'denial.noTrust',
} as const satisfies Record<NonNullable<IamDecision['layer']>, PlainKey>

/** `statement NoLargeOnes of the policy course (user student)` */
export function describeStatement({ policy, sid, index }: IamStatement, t: Translate): string {
  const statement = sid ?? `#${index + 1}`
  const holder = policy.holder?.split(':').at(-1)
  return t('denial.statement', {
    statement,
    policy: holder === undefined ? policy.name : `${policy.name} (${holder})`,
  })
}

/** Why policies refuse something, in words: which statement denied, or which is missing. */
export function describeDenial(denial: IamDecision, t: Translate): string {
  const { action, resource, kind, layer = 'identity', statements } = denial
  const who = denial.principal.split(':').at(-1) ?? denial.principal
  const why =
    kind === 'explicitDeny'
      ? t('denial.explicit', {
          statements: statements.map((one) => describeStatement(one, t)).join(', '),
        })
      : t(missingTexts[layer])
  return t('denial.text', { who, action, resource, why })
}
