import { findTagProblem, tagLimits } from '@brume/ec2-model'
import type { LaunchForm } from './form.ts'
import type { Issue } from './issues.ts'

export function findTagIssues(form: LaunchForm): Issue[] {
  const issues: Issue[] = []
  if (form.name !== '' && findTagProblem('Name', form.name) !== undefined)
    issues.push({ field: 'name', say: (t) => t('launch.issue.tagValueLong') })
  const seen = new Set(form.name === '' ? [] : ['Name'])
  for (const { id, key, value, targets } of form.tags) {
    const problem = findTagProblem(key, value)
    if (problem === 'keyEmpty')
      issues.push({
        field: `tag.${id}.key`,
        say: (t) => t('launch.issue.tagKeyEmpty'),
        missing: true,
      })
    else if (problem === 'keyTooLong')
      issues.push({ field: `tag.${id}.key`, say: (t) => t('launch.issue.tagKeyLong') })
    else if (problem === 'keyReserved')
      issues.push({ field: `tag.${id}.key`, say: (t) => t('launch.issue.tagKeyReserved') })
    else if (problem === 'valueTooLong')
      issues.push({ field: `tag.${id}.value`, say: (t) => t('launch.issue.tagValueLong') })
    else if (targets.includes('instance') && seen.has(key))
      issues.push({ field: `tag.${id}.key`, say: (t) => t('launch.issue.tagKeyTwice', { key }) })
    if (targets.includes('instance')) seen.add(key)
  }
  if (form.tags.length + (form.name === '' ? 0 : 1) > tagLimits.perResource)
    issues.push({ field: 'tags', say: (t) => t('launch.issue.tagsMany') })
  return issues
}
