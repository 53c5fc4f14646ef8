import type { SdkModules, ServiceName } from '@brume/console-api'

/** SDK clients are half a second of loading between them: each is imported when a call first needs it. */
const loaders: { readonly [S in ServiceName]: () => Promise<SdkModules[S]> } = {
  ec2: () => import('@aws-sdk/client-ec2'),
  ssm: () => import('@aws-sdk/client-ssm'),
  sts: () => import('@aws-sdk/client-sts'),
  iam: () => import('@aws-sdk/client-iam'),
  'service-quotas': () => import('@aws-sdk/client-service-quotas'),
  'ec2-instance-connect': () => import('@aws-sdk/client-ec2-instance-connect'),
}

export function loadSdk<S extends ServiceName>(service: S): Promise<SdkModules[S]> {
  return loaders[service]()
}
