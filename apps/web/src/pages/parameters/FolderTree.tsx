import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import Link from '@cloudscape-design/components/link'
import TreeView from '@cloudscape-design/components/tree-view'
import { useState } from 'react'
import { useT } from '../../i18n/index.ts'
import type { Folder } from './tree.ts'

/** The hierarchy of names; a folder that is chosen narrows the list to what is below it. */
export function FolderTree(props: {
  readonly folders: readonly Folder[]
  readonly total: number
  readonly chosen: string
  readonly onChoose: (path: string) => void
}) {
  const { folders, total, chosen, onChoose } = props
  const t = useT()
  const [opened, setOpened] = useState<ReadonlySet<string>>(() => new Set(['/']))
  const root: Folder = { path: '/', name: t('parameters.all'), count: total, folders }
  // What leads to the chosen folder is open.
  const expanded = (folder: Folder): readonly string[] => [
    ...(opened.has(folder.path) || (chosen.startsWith(folder.path) && chosen !== folder.path)
      ? [folder.path]
      : []),
    ...folder.folders.flatMap(expanded),
  ]
  return (
    <Container header={<Header variant="h2">{t('parameters.hierarchy')}</Header>}>
      <TreeView<Folder>
        ariaLabel={t('parameters.hierarchy')}
        items={[root]}
        getItemId={({ path }) => path}
        getItemChildren={(folder) => (folder.folders.length > 0 ? folder.folders : undefined)}
        expandedItems={expanded(root)}
        onItemToggle={({ detail }) => {
          const next = new Set(opened)
          if (detail.expanded) next.add(detail.id)
          else next.delete(detail.id)
          setOpened(next)
        }}
        i18nStrings={{
          expandButtonLabel: ({ path }) => t('parameters.open', { path }),
          collapseButtonLabel: ({ path }) => t('parameters.close', { path }),
        }}
        renderItem={({ path, name, count }) => ({
          announcementLabel: path,
          content: (
            <>
              <Link ariaLabel={t('parameters.only', { path })} onFollow={() => onChoose(path)}>
                {path === chosen ? <strong>{name}</strong> : name}
              </Link>{' '}
              ({count})
            </>
          ),
        })}
      />
    </Container>
  )
}
