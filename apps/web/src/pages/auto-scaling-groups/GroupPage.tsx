import Button from '@cloudscape-design/components/button'
import ContentLayout from '@cloudscape-design/components/content-layout'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Spinner from '@cloudscape-design/components/spinner'
import Tabs from '@cloudscape-design/components/tabs'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { useConnection, useFeed, useScopedPath } from '../../api/index.ts'
import { EmptyState, ErrorState, usePageTitle } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { CapacityDialog } from './dialogs/CapacityDialog.tsx'
import { nameOfGroup, type Group } from './group.ts'
import { tabsOf } from './group-tabs.tsx'
import { LivePicture } from './LivePicture.tsx'

/** One group: its instances as they come and go, and all that moves them. */
export default function GroupPage() {
  const t = useT()
  const navigate = useNavigate()
  const toPath = useScopedPath()
  const { groupName = '', tab } = useParams()
  const { items, status, error } = useFeed('auto-scaling-groups')
  const group = items.get(groupName)
  usePageTitle(groupName)
  if (!group) {
    if (status === 'loading') return <Spinner size="large" />
    if (error) return <ErrorState error={error} />
    return (
      <EmptyState
        page
        title={t('asg.notFound')}
        text={t('asg.notFoundText', { name: groupName })}
        action={{
          text: t('asg.title'),
          onClick: () => void navigate(toPath('/auto-scaling-groups')),
        }}
      />
    )
  }
  return <Found group={group} tab={tab} />
}

function Found({ group, tab }: { readonly group: Group; readonly tab: string | undefined }) {
  const t = useT()
  const navigate = useNavigate()
  const toPath = useScopedPath()
  const { readOnly } = useConnection()
  const [dialog, setDialog] = useState<'capacity'>()
  const name = encodeURIComponent(nameOfGroup(group))
  const all = tabsOf(group, t)
  const active = all.find(({ id }) => id === tab)?.id ?? 'details'
  const refusal = readOnly ? { disabled: true, disabledReason: t('reason.readOnly') } : {}
  return (
    <ContentLayout
      header={
        <Header
          variant="h1"
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button
                {...refusal}
                onClick={() => void navigate(toPath(`/auto-scaling-groups/create?edit=${name}`))}
              >
                {t('asg.edit')}
              </Button>
              <Button {...refusal} variant="primary" onClick={() => setDialog('capacity')}>
                {t('asg.editCapacity')}
              </Button>
            </SpaceBetween>
          }
        >
          {nameOfGroup(group)}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <LivePicture group={group} />
        <Tabs
          ariaLabel={t('details.more')}
          activeTabId={active}
          onChange={({ detail }) =>
            void navigate(toPath(`/auto-scaling-groups/${name}/${detail.activeTabId}`))
          }
          tabs={all.map((one) => (one.id === active ? one : { ...one, content: null }))}
        />
      </SpaceBetween>
      {dialog === 'capacity' ? (
        <CapacityDialog group={group} onClose={() => setDialog(undefined)} />
      ) : null}
    </ContentLayout>
  )
}
