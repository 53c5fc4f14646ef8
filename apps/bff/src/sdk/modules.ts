import type { SdkModules, ServiceName } from '@brume/console-api'

/** SDK clients are half a second of loading between them: each is imported when a call first needs it. */
const loaders: { readonly [S in ServiceName]: () => Promise<SdkModules[S]> } = {
  ec2: () => import('@aws-sdk/client-ec2'),
  ssm: () => import('@aws-sdk/client-ssm'),
  sts: () => import('@aws-sdk/client-sts'),
  iam: () => import('@aws-sdk/client-iam'),
  'service-quotas': () => import('@aws-sdk/client-service-quotas'),
  'ec2-instance-connect': () => import('@aws-sdk/client-ec2-instance-connect'),
  'elastic-load-balancing-v2': () => import('@aws-sdk/client-elastic-load-balancing-v2'),
  'auto-scaling': () => import('@aws-sdk/client-auto-scaling'),
  cloudwatch: () => import('@aws-sdk/client-cloudwatch'),
  pricing: () => import('@aws-sdk/client-pricing'),
  'cost-explorer': () => import('@aws-sdk/client-cost-explorer'),
  budgets: () => import('@aws-sdk/client-budgets'),
  savingsplans: () => import('@aws-sdk/client-savingsplans'),
}

export function loadSdk<S extends ServiceName>(service: S): Promise<SdkModules[S]> {
  return loaders[service]()
}
