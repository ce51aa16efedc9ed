import type { Action, ActorKind, Colour, Place, Topic } from '../playhouse/world.js';

/** The world of Playhouse in Chinese, for questions and answers; descriptions for the encoders stay English. */

export const chineseKinds: Readonly<Record<ActorKind, string>> = {
  person: '人',
  dog: '狗',
  cat: '猫',
  bird: '鸟',
  car: '汽车',
  bus: '公交车',
  ball: '球',
  kite: '风筝',
  boat: '船',
  robot: '机器人',
};

export const chineseColours: Readonly<Record<Colour, string>> = {
  red: '红色',
  orange: '橙色',
  yellow: '黄色',
  green: '绿色',
  blue: '蓝色',
  purple: '紫色',
  pink: '粉色',
  white: '白色',
};

export const chinesePlaces: Readonly<Record<Place, string>> = {
  park: '在公园里',
  street: '在街上',
  room: '在房间里',
  beach: '在海滩上',
  night: '在夜里',
  snow: '在雪地里',
};

export const chineseActions: Readonly<Record<Action, string>> = {
  'moves left': '向左移动',
  'moves right': '向右移动',
  'flies up': '飞起来',
  'comes down': '落下来',
  'comes closer': '靠近',
  'goes away': '远去',
  'sits down': '坐下',
  'stands up': '站起来',
  'picks up a box': '拿起箱子',
  'puts down a box': '放下箱子',
  'opens a door': '开门',
  'closes a door': '关门',
  appears: '出现',
  disappears: '消失',
  'leans left': '向左倾斜',
  'leans right': '向右倾斜',
  'speeds up': '加速',
  'slows down': '减速',
  jumps: '跳',
  'stands still': '站着不动',
};

export const chineseTopics: Readonly<Record<Topic, string>> = {
  lighthouse: '灯塔',
  lantern: '灯笼',
  'treasure map': '藏宝图',
  'old clock': '旧时钟',
  'silver key': '银钥匙',
  'birthday cake': '生日蛋糕',
  'lost letter': '丢失的信',
  thunderstorm: '雷暴',
  'secret garden': '秘密花园',
  'brass trumpet': '铜号',
  'paper crown': '纸王冠',
  'wooden bridge': '木桥',
  'honey jar': '蜂蜜罐',
  'magic mirror': '魔镜',
  'morning train': '早班火车',
  'golden feather': '金羽毛',
};
