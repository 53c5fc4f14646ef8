import type { HclBlock, HclMap } from '../lib/hcl.ts'
import type { TextContext } from './request.ts'

/** What stands before the resources of a configuration: the providers it needs and where AWS is. */
export function terraformFrame(
  context: TextContext,
  more: Readonly<Record<string, string>> = {},
): readonly HclBlock[] {
  const sources = { aws: '~> 6.0', ...more }
  const providers = Object.entries(sources).map(([name, version]): [string, HclMap] => [
    name,
    { pairs: { source: `hashicorp/${name}`, version } },
  ])
  const required: HclBlock = {
    type: 'required_providers',
    attributes: Object.fromEntries(providers),
  }
  return [{ type: 'terraform', blocks: [required] }, provider(context)]
}

function provider(context: TextContext): HclBlock {
  const base = { region: context.region }
  if (context.endpointUrl === undefined)
    return { type: 'provider', labels: ['aws'], attributes: base }
  // The embedded cloud accepts any key; the checks that call other AWS endpoints are left out.
  return {
    type: 'provider',
    labels: ['aws'],
    attributes: {
      ...base,
      access_key: 'test',
      secret_key: 'test',
      skip_credentials_validation: true,
      skip_metadata_api_check: true,
      skip_requesting_account_id: true,
    },
    blocks: [
      {
        type: 'endpoints',
        attributes: Object.fromEntries(
          ['ec2', 'iam', 'ssm', 'sts'].map((service) => [service, context.endpointUrl]),
        ),
      },
    ],
  }
}
