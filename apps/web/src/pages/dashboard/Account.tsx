import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import { useBootstrap, useConnection, useFeed, useOperation, useScope } from '../../api/index.ts'
import { CopyText, KeyValue } from '../../components/index.ts'
import { regionTitle, useT } from '../../i18n/index.ts'

/** Whose resources these are, and how to reach them from a command line. */
export function Account() {
  const t = useT()
  const { region } = useScope()
  const connection = useConnection()
  const { awsEndpointUrl } = useBootstrap()
  const identity = useOperation('sts', 'GetCallerIdentity', {}, { staleMs: Infinity })
  const vpcs = useFeed('vpcs').list
  const embedded = connection.kind === 'embedded'
  return (
    <Container header={<Header variant="h2">{t('dashboard.account')}</Header>}>
      <KeyValue
        columns={1}
        items={[
          [t('dashboard.accountId'), <CopyText key="id" text={identity.data?.Account} />],
          [t('dashboard.identity'), identity.data?.Arn],
          [
            t('dashboard.connection'),
            `${embedded ? t('shell.embedded') : connection.name}${connection.readOnly ? ` (${t('shell.readOnly')})` : ''}`,
          ],
          [t('dashboard.source'), connection.source],
          [t('dashboard.region'), `${regionTitle(region, t)} ${region}`],
          [t('dashboard.defaultVpc'), vpcs.find(({ IsDefault }) => IsDefault)?.VpcId],
          ...(embedded && awsEndpointUrl !== undefined
            ? [
                [
                  t('dashboard.cli'),
                  <div key="cli">
                    <CopyText
                      text={`aws ec2 describe-instances --endpoint-url ${awsEndpointUrl} --region ${region}`}
                    />
                    <div>{t('dashboard.cliText')}</div>
                  </div>,
                ] as const,
              ]
            : []),
        ]}
      />
    </Container>
  )
}
