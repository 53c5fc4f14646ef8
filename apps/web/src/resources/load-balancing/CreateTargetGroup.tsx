import Box from '@cloudscape-design/components/box'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import { useState } from 'react'
import { areTagsValid, ConfirmDialog } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { useSave } from '../use-save.tsx'
import { HealthFields } from './HealthFields.tsx'
import { TargetGroupFields } from './TargetGroupFields.tsx'
import { TargetPicker } from './TargetPicker.tsx'
import {
  createTargetGroup,
  findHealthProblems,
  findTargetGroupProblems,
  newTargetGroup,
  type TargetProtocol,
} from './target-group-draft.ts'
import { useTargetGroups } from './use-balancing.ts'

/** Makes a target group from within the form of what will forward to it. */
export function CreateTargetGroup(props: {
  readonly vpcId: string
  readonly protocols: readonly TargetProtocol[]
  readonly onCreated: (arn: string) => void
  readonly onClose: () => void
}) {
  const t = useT()
  const taken = useTargetGroups().map(({ TargetGroupName = '' }) => TargetGroupName)
  const [draft, setDraft] = useState(() => newTargetGroup(props.vpcId, props.protocols[0]))
  const [tried, setTried] = useState(false)
  const problems = findTargetGroupProblems(draft, taken)
  const wrong = { ...problems, ...findHealthProblems(draft.health) }
  const save = useSave<string>(props.onClose, (arn) => {
    props.onCreated(arn)
    return { type: 'success', header: t('targetGroups.created', { name: draft.name }) }
  })
  return (
    <ConfirmDialog
      size="max"
      title={t('targetGroups.create')}
      submitText={t('targetGroups.create')}
      disabled={!areTagsValid(draft.tags)}
      {...save.dialog(
        (call) => createTargetGroup(call, draft),
        () => {
          setTried(true)
          return Object.keys(wrong).length === 0
        },
      )}
      onClose={props.onClose}
    >
      <TargetGroupFields
        draft={draft}
        problems={problems}
        tried={tried}
        protocols={props.protocols}
        vpcFixed
        onChange={(part) => setDraft({ ...draft, ...part })}
      />
      <ExpandableSection headerText={t('targetGroups.healthChecks')}>
        <HealthFields
          health={draft.health}
          onChange={(part) => setDraft({ ...draft, health: { ...draft.health, ...part } })}
        />
      </ExpandableSection>
      <Box variant="h3">{t('targetGroups.register')}</Box>
      <TargetPicker
        vpcId={draft.vpcId}
        targetType={draft.targetType}
        defaultPort={draft.port}
        chosen={draft.targets}
        onChange={(targets) => setDraft({ ...draft, targets })}
      />
    </ConfirmDialog>
  )
}
