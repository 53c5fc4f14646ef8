import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator, {
  type StatusIndicatorProps,
} from '@cloudscape-design/components/status-indicator'
import { ErrorState } from '../../components/index.ts'
import { useT, type Key } from '../../i18n/index.ts'
import { AcceptTerms, useCanAcceptTerms } from './images/AcceptTerms.tsx'
import type { LaunchRun, StepState } from './model/launch-run.ts'

const stepTexts = {
  CreateKeyPair: 'launch.log.keyPair',
  CreateSecurityGroup: 'launch.log.group',
  RevokeSecurityGroupIngress: 'launch.log.revoke',
  AuthorizeSecurityGroupIngress: 'launch.log.authorize',
  RunInstances: 'launch.log.run',
} as const satisfies Record<StepState['step'], Key>

const statuses = {
  waiting: ['pending', 'launch.log.waiting'],
  running: ['in-progress', 'launch.log.running'],
  done: ['success', 'launch.log.done'],
  reused: ['success', 'launch.log.reused'],
  failed: ['error', 'launch.log.failed'],
} as const satisfies Record<StepState['status'], readonly [StatusIndicatorProps.Type, Key]>

/** Each call of the launch with its outcome; a failed one can be tried again without repeating the others. */
export function LaunchLog(props: {
  readonly run: LaunchRun
  readonly launching: boolean
  /** Says where the error was placed in the form, if it was. */
  readonly onJump?: (() => void) | undefined
  readonly onRetry?: () => void
  /** What the last step does, where it does not launch. */
  readonly lastText?: string
  /** Of the image that is launched from. */
  readonly productCode?: string | undefined
}) {
  const { run } = props
  const t = useT()
  const textOf = ({ step }: StepState) =>
    (step === 'RunInstances' ? props.lastText : undefined) ?? t(stepTexts[step])
  const failed = run.steps.find(({ status }) => status === 'failed')
  return (
    <Container header={<Header variant="h2">{t('launch.log.header')}</Header>}>
      <SpaceBetween size="s">
        <ol className="brume-launch-steps">
          {run.steps.map((state) => {
            const [type, text] = statuses[state.status]
            return (
              <li key={state.step}>
                <StatusIndicator type={type}>{t(text)}</StatusIndicator>{' '}
                <span>{textOf(state)}</span>{' '}
                {state.result ? (
                  <Box variant="span" color="text-body-secondary">
                    {state.result}
                  </Box>
                ) : null}
              </li>
            )
          })}
        </ol>
        {failed?.error ? (
          <SpaceBetween size="xs">
            <ErrorState error={failed.error} header={t('launch.log.failedHeader')} />
            <SpaceBetween direction="horizontal" size="xs">
              <Button loading={props.launching} onClick={() => props.onRetry?.()}>
                {t('launch.log.retry')}
              </Button>
              {props.onJump ? (
                <Button onClick={props.onJump}>{t('launch.log.toField')}</Button>
              ) : null}
            </SpaceBetween>
          </SpaceBetween>
        ) : null}
        {failed?.error?.code === 'OptInRequired' ? (
          <OptInNotice productCode={props.productCode} />
        ) : null}
      </SpaceBetween>
    </Container>
  )
}

function OptInNotice({ productCode }: { readonly productCode: string | undefined }) {
  const t = useT()
  const canAccept = useCanAcceptTerms()
  if (!canAccept || productCode === undefined)
    return <Alert type="info">{t('launch.log.optIn')}</Alert>
  return (
    <Alert type="info" action={<AcceptTerms key={productCode} productCode={productCode} />}>
      {t('launch.terms.retry')}
    </Alert>
  )
}
