import type { ServiceName } from './types.ts'

/**
 * Constraints of the model that are not enforced before the operation runs, each with its reason. Either AWS accepts
 * more than its model says, or it refuses in words of its own, which only the operation knows.
 */
export const unenforced: Readonly<Partial<Record<ServiceName, Readonly<Record<string, string>>>>> =
  {
    pricing: { FilterType: 'newer clients know more than the model that the table was made from' },
    ec2: {
      InstanceType: 'the cloud has its own catalogue and knows types newer than the model',
      AccountAttributeName: 'AWS documents and answers more names than the model lists',
      ImageNameRequest: 'refused as InvalidAMIName.Malformed',
      LaunchTemplateName: 'refused as InvalidLaunchTemplateName.MalformedException',
      KeyType: 'the operation names the types it can make',
      RuleAction: 'old clients write it in capitals',
    },
  }
