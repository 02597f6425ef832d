/** Everything pure: what surfaces and components share. */
export * from './ask';
export * from './form';
export * from './grid';
export * from './history';
export * from './labels';
export * from './mentions';
export * from './own';
export * from './panel';
export * from './paste';
export * from './ranking';
