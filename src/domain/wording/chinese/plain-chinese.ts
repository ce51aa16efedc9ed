/** Traditional characters of common words, each followed by its simplified one. */
const traditional =
  '紅红藍蓝綠绿黃黄貓猫鳥鸟車车箏筝機机器器員员開开關关門门來来時时間间麼么誰谁裡里裏里嗎吗這这個个隻只條条輛辆次次後后發发現现動动園园場场灘滩夜夜雪雪' +
  '顏颜顔颜視视頻频飛飞們们會会對对說说話话講讲聽听見见顯显從从過过還还為为與与離离遠远進进邊边傾倾斜斜轉转變变樣样種种幾几點点鐘钟長长樹树葉叶雲云馬马魚鱼雞鸡鴨鸭鵝鹅' +
  '豬猪龍龙龜龟獅狮熊熊蟲虫銀银鐵铁銅铜號号劇剧畫画圖图書书報报筆笔紙纸電电腦脑話话燈灯蠟蜡燭烛鏡镜鍋锅帶带衣衣褲裤裝装鞋鞋頭头髮发臉脸腳脚飯饭麵面湯汤雜杂蛋蛋蘋苹' +
  '東东西西嗎吗爾尔處处麗丽總总結结內内容容簡简單单紹绍描描敘叙述述記记憶忆認认識识請请問问謝谢幫帮給给讓让將将應应當当實实裝装備备幹干嗎吗麽么甚什' +
  '樓楼橋桥學学醫医體体館馆廳厅廚厨臥卧衛卫間间廣广場场鄉乡鎮镇國国島岛橙橙紫紫灰灰棗枣輪轮船船艦舰騎骑駕驾駛驶行行駐驻趕赶跑跑躍跃蹦蹦傘伞掛挂擺摆撿捡舉举擁拥抱抱' +
  '親亲樂乐歡欢笑笑淚泪緩缓慢慢減减速速與与題题標标誌志連连續续終终於于開开啟启閉闭氣气夢梦眾众觀观舊旧藏藏寶宝丟丢蜂蜂蜜蜜遺遗戲戏練练習习讀读寫写爺爷媽妈孫孙婦妇' +
  '嬰婴兒儿運运術术劍剑鬥斗擊击獵猎釣钓買买賣卖錢钱歲岁陽阳陰阴風风濕湿熱热溫温涼凉遊游';

const simplified = new Map<string, string>();
for (let at = 0; at + 1 < traditional.length; at += 2)
  simplified.set(traditional.charAt(at), traditional.charAt(at + 1));

/** Whether a text is (partly) written in Chinese characters. */
export function isChinese(text: string): boolean {
  return /\p{Script=Han}/u.test(text);
}

/** Simplified characters, half-width digits and marks, lower case, no spaces between Chinese characters. */
export function plainChinese(text: string): string {
  return [...text.normalize('NFKC')]
    .map((character) => simplified.get(character) ?? character)
    .join('')
    .toLowerCase()
    .replace(/[“”„]/g, '"')
    .replace(/(?<=[^\x20-\x7e])\s+|\s+(?=[^\x20-\x7e])/g, '')
    .replace(/[?!。…~～\s]+$/u, '')
    .trim();
}
