import Alert from '@cloudscape-design/components/alert'
import { useState } from 'react'
import { useConnection, useFeed, type Call } from '../../api/index.ts'
import { ConfirmDialog } from '../../components/index.ts'
import { describeRuleProblem } from '../../components/rules/rule-text.ts'
import { RuleEditor } from '../../components/rules/RuleEditor.tsx'
import { useT } from '../../i18n/index.ts'
import { diffRules, findRuleProblems, toRuleRow, type RuleRow } from '../../lib/security-rules.ts'
import { useSave } from '../../resources/use-save.tsx'
import { groupNameOf, idOf, rulesOf, type Direction, type SecurityGroup } from './group.ts'

/** The rules of one direction, all at once; saved as what was added, removed and described anew. */
export function EditRules(props: {
  readonly group: SecurityGroup
  readonly direction: Direction
  readonly onClose: () => void
}) {
  const { group, direction, onClose } = props
  const t = useT()
  const connection = useConnection()
  const { list } = useFeed('security-groups')
  const groups = list
    .filter(({ VpcId }) => VpcId === group.VpcId)
    .map((one) => ({ id: idOf(one), name: groupNameOf(one) }))
  const [before] = useState(() => rulesOf(group, direction))
  const [rules, setRules] = useState<readonly RuleRow[]>(() => {
    const known = new Set(groups.map(({ id }) => id))
    return before.map((rule, index) => toRuleRow(rule, index, known))
  })
  const [tried, setTried] = useState(false)
  const problems = findRuleProblems(rules)
  const save = useSave(onClose, t('groups.rulesSaved', { name: groupNameOf(group) }))
  const check = () => {
    setTried(true)
    return problems.length === 0
  }
  const send = async (call: Call) => {
    const { added, removed, described } = diffRules(before, rules)
    const GroupId = idOf(group)
    const inbound = direction === 'inbound'
    // Added first: were that refused, the group would be as before.
    if (added.length > 0)
      await call(
        'ec2',
        inbound ? 'AuthorizeSecurityGroupIngress' : 'AuthorizeSecurityGroupEgress',
        { GroupId, IpPermissions: [...added] },
      )
    if (described.length > 0)
      await call(
        'ec2',
        inbound
          ? 'UpdateSecurityGroupRuleDescriptionsIngress'
          : 'UpdateSecurityGroupRuleDescriptionsEgress',
        { GroupId, IpPermissions: [...described] },
      )
    if (removed.length > 0)
      await call('ec2', inbound ? 'RevokeSecurityGroupIngress' : 'RevokeSecurityGroupEgress', {
        GroupId,
        IpPermissions: [...removed],
      })
  }
  return (
    <ConfirmDialog
      size="max"
      title={t(direction === 'inbound' ? 'groups.editInbound' : 'groups.editOutbound')}
      submitText={t('groups.saveRules')}
      {...save.dialog(send, check)}
      onClose={onClose}
    >
      {tried && problems.length > 0 ? (
        <Alert type="error">{t('groups.rulesWrong', { count: problems.length })}</Alert>
      ) : null}
      <RuleEditor
        direction={direction}
        rules={rules}
        groups={groups}
        myAddress={connection.kind === 'embedded' ? '127.0.0.1/32' : undefined}
        errorOf={(id, part) => {
          const problem = problems.find((one) => one.id === id && one.part === part)
          const quiet = !tried && problem?.reason !== 'source' && problem?.reason !== 'twice'
          return problem && !quiet ? describeRuleProblem(problem, t) : undefined
        }}
        idPrefix="edit-"
        onChange={setRules}
      />
    </ConfirmDialog>
  )
}
