import { findGroupDescriptionProblem, findGroupNameProblem } from '@brume/ec2-model'
import Box from '@cloudscape-design/components/box'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import Select from '@cloudscape-design/components/select'
import { useState } from 'react'
import { useConnection, useFeed, type Call } from '../../api/index.ts'
import { areTagsValid, ConfirmDialog, TagEditor, type EditedTag } from '../../components/index.ts'
import { describeRuleProblem } from '../../components/rules/rule-text.ts'
import { RuleEditor } from '../../components/rules/RuleEditor.tsx'
import { useT } from '../../i18n/index.ts'
import { findRuleProblems, toPermission, type RuleRow } from '../../lib/security-rules.ts'
import { nameOf } from '../../lib/tags.ts'
import { useSave } from '../../resources/use-save.tsx'
import { groupNameOf, idOf } from './group.ts'

interface Draft {
  readonly name: string
  readonly description: string
  readonly vpcId: string
  readonly rules: readonly RuleRow[]
  readonly tags: readonly EditedTag[]
}

/** Makes the group, then its inbound rules; were those refused, the group goes again, so that a second try starts clean. */
async function createGroup(call: Call, draft: Draft): Promise<void> {
  const Tags = draft.tags.map(({ key, value }) => ({ Key: key, Value: value }))
  const { GroupId = '' } = await call('ec2', 'CreateSecurityGroup', {
    GroupName: draft.name.trim(),
    Description: draft.description.trim(),
    VpcId: draft.vpcId,
    ...(Tags.length > 0 && { TagSpecifications: [{ ResourceType: 'security-group', Tags }] }),
  })
  if (draft.rules.length === 0) return
  try {
    const IpPermissions = draft.rules.map(toPermission)
    await call('ec2', 'AuthorizeSecurityGroupIngress', { GroupId, IpPermissions })
  } catch (refusal) {
    await call('ec2', 'DeleteSecurityGroup', { GroupId })
    throw refusal
  }
}

export function CreateGroup(props: { readonly onClose: () => void }) {
  const t = useT()
  const connection = useConnection()
  const vpcs = useFeed('vpcs')
  const { list } = useFeed('security-groups')
  const [draft, setDraft] = useState<Draft>({
    name: '',
    description: '',
    vpcId: '',
    rules: [],
    tags: [],
  })
  const [tried, setTried] = useState(false)
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  const options = vpcs.list.map((vpc) => ({
    value: vpc.VpcId ?? '',
    label: [vpc.VpcId, nameOf(vpc)].filter(Boolean).join(' · '),
    ...(vpc.IsDefault && { labelTag: t('launch.network.default') }),
  }))
  const first = vpcs.list.find(({ IsDefault }) => IsDefault)?.VpcId ?? options[0]?.value ?? ''
  const vpcId = draft.vpcId || first
  const problems = findRuleProblems(draft.rules)
  const nameProblem = findGroupNameProblem(draft.name.trim())
  const descriptionProblem = findGroupDescriptionProblem(draft.description.trim())
  const taken = list.some(
    (group) => group.VpcId === vpcId && groupNameOf(group) === draft.name.trim(),
  )
  const save = useSave(props.onClose, t('groups.created', { name: draft.name }))
  const nameError =
    nameProblem === 'empty'
      ? tried && t('launch.issue.groupNameEmpty')
      : nameProblem === 'startsWithSg' || nameProblem === 'reserved'
        ? t('launch.issue.groupNameReserved')
        : nameProblem
          ? t('launch.issue.groupText')
          : taken && t('launch.issue.groupNameTaken', { name: draft.name })
  const descriptionError =
    descriptionProblem === 'empty'
      ? tried && t('groups.descriptionMissing')
      : descriptionProblem && t('launch.issue.groupText')
  const check = () => {
    setTried(true)
    return problems.length === 0 && !nameProblem && !descriptionProblem && !taken
  }
  return (
    <ConfirmDialog
      size="max"
      title={t('groups.create')}
      submitText={t('groups.create')}
      disabled={!areTagsValid(draft.tags)}
      {...save.dialog((call) => createGroup(call, { ...draft, vpcId }), check)}
      onClose={props.onClose}
    >
      <FormField label={t('groups.name')} errorText={nameError || undefined}>
        <Input value={draft.name} onChange={({ detail }) => set({ name: detail.value })} />
      </FormField>
      <FormField label={t('groups.descriptionColumn')} errorText={descriptionError || undefined}>
        <Input
          value={draft.description}
          placeholder={t('groups.descriptionExample')}
          onChange={({ detail }) => set({ description: detail.value })}
        />
      </FormField>
      <FormField label={t('groups.vpc')}>
        <Select
          selectedOption={options.find(({ value }) => value === vpcId) ?? null}
          options={options}
          expandToViewport
          onChange={({ detail }) => set({ vpcId: detail.selectedOption.value ?? '' })}
        />
      </FormField>
      <Box variant="h3">{t('rules.inbound')}</Box>
      <RuleEditor
        direction="inbound"
        rules={draft.rules}
        groups={list
          .filter((group) => group.VpcId === vpcId)
          .map((group) => ({ id: idOf(group), name: groupNameOf(group) }))}
        myAddress={connection.kind === 'embedded' ? '127.0.0.1/32' : undefined}
        errorOf={(id, part) => {
          const problem = problems.find((one) => one.id === id && one.part === part)
          return problem && tried ? describeRuleProblem(problem, t) : undefined
        }}
        idPrefix="create-"
        onChange={(rules) => set({ rules })}
      />
      <Box color="text-body-secondary">{t('groups.outboundDefault')}</Box>
      <TagEditor purpose="create" tags={draft.tags} onChange={(tags) => set({ tags })} />
    </ConfirmDialog>
  )
}
