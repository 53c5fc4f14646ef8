import {
  findGroupDescriptionProblem,
  findGroupNameProblem,
  securityGroupLimits,
} from '@brume/ec2-model'
import type { LaunchFacts } from './facts.ts'
import { describeRuleProblem } from '../../../components/rules/rule-text.ts'
import { findRuleProblems, splitSources } from '../../../lib/security-rules.ts'
import type { LaunchForm } from './form.ts'
import type { Issue } from './issues.ts'
import { toNumber } from './run-instances.ts'

export function findNetworkIssues(form: LaunchForm, facts: LaunchFacts): Issue[] {
  const { network } = form
  const issues: Issue[] = []
  if (facts.isDefaultVpc === false && network.subnetId === '')
    issues.push({ field: 'subnet', say: (t) => t('launch.issue.subnetMissing'), missing: true })
  const wanted = toNumber(form.count) ?? 1
  if (facts.subnet && facts.subnet.freeAddresses < wanted) {
    const free = facts.subnet.freeAddresses
    issues.push({ field: 'subnet', say: (t) => t('launch.issue.subnetFull', { free, wanted }) })
  }
  if (network.groupMode === 'existing') {
    if (network.groupIds.length === 0)
      issues.push({ field: 'groups', say: (t) => t('launch.issue.groupsMissing'), missing: true })
    if (network.groupIds.length > securityGroupLimits.groupsPerInterface)
      issues.push({ field: 'groups', say: (t) => t('launch.issue.groupsMany') })
    return issues
  }
  return [...issues, ...findGroupIssues(form, facts)]
}

function findGroupIssues(form: LaunchForm, facts: LaunchFacts): Issue[] {
  const { newGroup } = form.network
  const issues: Issue[] = []
  const name = newGroup.name.trim()
  const problem = findGroupNameProblem(name)
  if (problem === 'empty')
    issues.push({
      field: 'newGroup.name',
      say: (t) => t('launch.issue.groupNameEmpty'),
      missing: true,
    })
  else if (problem === 'startsWithSg' || problem === 'reserved')
    issues.push({ field: 'newGroup.name', say: (t) => t('launch.issue.groupNameReserved') })
  else if (problem !== undefined)
    issues.push({ field: 'newGroup.name', say: (t) => t('launch.issue.groupText') })
  else if (facts.groupNames?.includes(name))
    issues.push({ field: 'newGroup.name', say: (t) => t('launch.issue.groupNameTaken', { name }) })
  const description = findGroupDescriptionProblem(newGroup.description.trim())
  if (description === 'tooLong' || description === 'characters')
    issues.push({ field: 'newGroup.description', say: (t) => t('launch.issue.groupText') })
  for (const problem of findRuleProblems(newGroup.rules))
    issues.push({
      field: `rule.${problem.id}.${problem.part}`,
      say: (t) => describeRuleProblem(problem, t),
      missing:
        problem.reason === 'sourceEmpty' ||
        (problem.reason === 'ports' &&
          newGroup.rules.some((rule) => rule.id === problem.id && rule.ports === '')),
    })
  const count = newGroup.rules.reduce((sum, rule) => sum + splitSources(rule.source).length, 0)
  if (count > securityGroupLimits.rulesPerDirection)
    issues.push({ field: 'newGroup.rules', say: (t) => t('launch.issue.rulesMany') })
  return issues
}
