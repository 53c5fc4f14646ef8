import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useEffect, useRef } from 'react'
import { useNavigate } from 'react-router'
import { useFeed, useScopedPath } from '../../api/index.ts'
import { RouteLink, StateIndicator, useHasPage } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { LaunchLog } from './LaunchLog.tsx'
import type { LaunchRun } from './model/launch-run.ts'

/** What was launched, live, and what to do with it next. */
export function LaunchDone(props: {
  readonly run: LaunchRun
  readonly instanceIds: readonly string[]
  readonly keyFile: string | undefined
  readonly onSaveKey: () => void
  readonly onAgain: () => void
}) {
  const { instanceIds, keyFile } = props
  const t = useT()
  const path = useScopedPath()
  const navigate = useNavigate()
  const hasPage = useHasPage()
  const { items } = useFeed('instances')
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    place.current?.focus()
    window.scrollTo({ top: 0 })
  }, [])
  const [first = ''] = instanceIds
  return (
    <div ref={place} tabIndex={-1} className="brume-focus-quiet">
      <SpaceBetween size="l">
        <Alert type="success" header={t('launch.done.header', { count: instanceIds.length })}>
          {t('launch.done.text')}
        </Alert>
        <Container header={<Header variant="h2">{t('launch.done.instances')}</Header>}>
          <ul className="brume-launched">
            {instanceIds.map((id) => {
              const state = items.get(id)?.State?.Name
              return (
                <li key={id}>
                  <RouteLink href={path(`/instances/${id}/details`)}>{id}</RouteLink>{' '}
                  {state === undefined ? null : (
                    <StateIndicator
                      type={
                        state === 'running'
                          ? 'success'
                          : state === 'pending'
                            ? 'in-progress'
                            : 'stopped'
                      }
                      text={t(`state.${state}`)}
                    />
                  )}
                </li>
              )
            })}
          </ul>
        </Container>
        {keyFile === undefined ? null : (
          <Alert
            type="info"
            header={t('launch.done.keySaved', { file: keyFile })}
            action={<Button onClick={props.onSaveKey}>{t('launch.done.saveAgain')}</Button>}
          >
            {t('launch.done.keyOnce')}
          </Alert>
        )}
        <Container header={<Header variant="h2">{t('launch.done.next')}</Header>}>
          <SpaceBetween size="m">
            <Box>{t('launch.done.nextText')}</Box>
            <SpaceBetween direction="horizontal" size="xs">
              {hasPage('connect') ? (
                <Button variant="primary" onClick={() => void navigate(path(`/connect/${first}`))}>
                  {t('launch.done.connect')}
                </Button>
              ) : null}
              <Button onClick={() => void navigate(path('/instances'))}>
                {t('launch.done.viewAll')}
              </Button>
              <Button onClick={props.onAgain}>{t('launch.done.again')}</Button>
            </SpaceBetween>
          </SpaceBetween>
        </Container>
        <LaunchLog run={props.run} launching={false} />
      </SpaceBetween>
    </div>
  )
}
